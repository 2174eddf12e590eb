using System.Security.Cryptography;
using System.Text;
using BotQA.Knowledge.Documents;
using BotQA.Training.Data;

namespace BotQA.Training.Statements;

/// <summary>
/// Examples from sentences written one by one: half are supported, a few of the others are right but cite another passage.
/// </summary>
internal sealed class WrittenStatements : SupportExamples
{
    private const byte HeldOutBelow = 26;
    private const double WrongPassage = 0.08;
    private const double Titled = 0.8;
    private const double Variants = 0.5;

    private readonly List<(WrittenPassage Passage, string Text)> _supported;
    private readonly List<(WrittenPassage Passage, string Text)> _unsupported;
    private readonly List<(WrittenPassage Passage, string Original, string Variant)> _variants = [];
    private readonly List<WrittenPassage> _passages;
    private readonly Dictionary<string, IReadOnlyList<TextSpan>> _faults = new(StringComparer.Ordinal);

    public WrittenStatements(IEnumerable<WrittenPassage> passages, TextEncoder encoder)
        : base(encoder)
    {
        _passages = [.. passages];
        _supported = [.. _passages.SelectMany(p => p.Supported.Select(text => (p, text)))];
        _unsupported = [.. _passages.SelectMany(p => p.Unsupported.Select(text => (p, text)))];
        foreach (var (_, text) in _supported)
        {
            _faults[text] = [];
        }

        foreach (var (passage, text) in _unsupported)
        {
            if (SentenceDifference.Of(text, passage.Supported) is var (original, faults))
            {
                _faults[text] = faults;
                if (_faults.ContainsKey(original))
                {
                    _variants.Add((passage, original, text));
                }
            }
        }
    }

    /// <summary>The passages that are trained on, or the others: those, about a tenth, the SHA-256 of whose text begins with a byte below 26.</summary>
    public static IEnumerable<WrittenPassage> Part(IEnumerable<WrittenPassage> passages, bool heldOut) =>
        passages.Where(p => SHA256.HashData(Encoding.UTF8.GetBytes(p.Text))[0] < HeldOutBelow == heldOut);

    public override (string Statement, string Passage, bool IsSupported) Draw(Random random) =>
        random.Next(2) == 0 ? DrawSupported(random) : DrawUnsupported(random);

    /// <summary>A supported sentence and one that isn't: in half of the pairs its variant, over the same passage.</summary>
    public override IEnumerable<(string Statement, string Passage, bool IsSupported)> DrawPair(Random random)
    {
        if (_variants.Count == 0 || random.NextDouble() >= Variants)
        {
            return [DrawSupported(random), DrawUnsupported(random)];
        }

        var (passage, original, variant) = _variants[random.Next(_variants.Count)];
        var read = Read(passage, random);
        return [(original, read, true), (variant, read, false)];
    }

    public override IReadOnlyList<TextSpan>? FaultsOf(string statement) => _faults.GetValueOrDefault(statement);

    private (string Statement, string Passage, bool IsSupported) DrawSupported(Random random)
    {
        var (passage, statement) = _supported[random.Next(_supported.Count)];
        return (statement, Read(passage, random), true);
    }

    private (string Statement, string Passage, bool IsSupported) DrawUnsupported(Random random)
    {
        if (random.NextDouble() >= WrongPassage)
        {
            var (passage, statement) = _unsupported[random.Next(_unsupported.Count)];
            return (statement, Read(passage, random), false);
        }

        var (own, misplaced) = _supported[random.Next(_supported.Count)];
        var other = _passages[random.Next(_passages.Count)];
        return (misplaced, Read(other, random), other == own);
    }

    private static string Read(WrittenPassage passage, Random random) => random.NextDouble() < Titled ? Under(passage.Title, passage.Text) : passage.Text;
}
