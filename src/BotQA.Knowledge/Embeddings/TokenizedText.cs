using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Embeddings;

/// <summary>A text as the embedded model sees it: its tokens in order, each with the part of the original text it stands for.</summary>
public sealed class TokenizedText
{
    private readonly int[] _ids;
    private readonly int[] _starts;
    private readonly int[] _ends;

    internal TokenizedText(int[] ids, int[] starts, int[] ends)
    {
        _ids = ids;
        _starts = starts;
        _ends = ends;
    }

    /// <summary>The number of tokens; special tokens are not among them.</summary>
    public int Count => _ids.Length;

    /// <summary>The vocabulary ids, each in [0, 30522).</summary>
    public ReadOnlySpan<int> Ids => _ids;

    /// <summary>The UTF-16 offset of each token's first character in the original text; never decreasing.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>The UTF-16 offset after each token's last character in the original text; never decreasing, and greater than the start.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    /// <summary>The part of the original text that the tokens <paramref name="first"/> to <paramref name="last"/>, both included, stand for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the tokens.</exception>
    public TextSpan GetSpan(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(last, _ids.Length);
        return new TextSpan(_starts[first], _ends[last]);
    }
}
