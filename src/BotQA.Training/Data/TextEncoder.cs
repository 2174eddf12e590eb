using BotQA.Knowledge.Embeddings;

namespace BotQA.Training.Data;

/// <summary>Encodes texts as the embedded model does, with the exact characters of every token.</summary>
internal sealed class TextEncoder
{
    public const int Cls = WordPieceTokenizer.ClassificationId;
    public const int Sep = WordPieceTokenizer.SeparatorId;

    private readonly WordPieceTokenizer _tokenizer;

    public TextEncoder(EmbeddedModel model) => _tokenizer = WordPieceTokenizer.Load(model);

    public EncodedText Encode(string text)
    {
        var tokens = _tokenizer.Encode(text);
        return new EncodedText(text, tokens.Ids.ToArray(), tokens.Starts.ToArray(), tokens.Ends.ToArray());
    }
}
