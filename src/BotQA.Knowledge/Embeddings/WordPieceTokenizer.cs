using System.Text.Json;
using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Embeddings.Tokenization;
using Microsoft.ML.Tokenizers;

namespace BotQA.Knowledge.Embeddings;

/// <summary>The embedded model's tokenizer, with the exact place of each token in the original text. Safe to use from many threads.</summary>
public sealed class WordPieceTokenizer : ITokenCounter
{
    /// <summary>The id of <c>[PAD]</c>, which fills a batch's shorter rows.</summary>
    public const int PaddingId = 0;

    /// <summary>The id of <c>[UNK]</c>, which stands for a word the vocabulary can't spell.</summary>
    public const int UnknownId = 100;

    /// <summary>The id of <c>[CLS]</c>, which opens the model's input.</summary>
    public const int ClassificationId = 101;

    /// <summary>The id of <c>[SEP]</c>, which closes each text of the model's input.</summary>
    public const int SeparatorId = 102;

    private const int MaxWordBytes = 256;

    private readonly BertTokenizer _tokenizer;

    private WordPieceTokenizer(BertTokenizer tokenizer)
    {
        _tokenizer = tokenizer;
    }

    /// <summary>Loads the vocabulary of <paramref name="model"/>.</summary>
    /// <exception cref="EmbeddedModelException">The tokenizer's file is missing, can't be read or is not the expected one.</exception>
    public static WordPieceTokenizer Load(EmbeddedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var vocabulary = ReadVocabulary(model.ReadTokenizer());
        return new WordPieceTokenizer(BertTokenizer.Create(vocabulary, new BertOptions
        {
            ApplyBasicTokenization = false,
            PreTokenizer = new WordSplitter(),
        }));
    }

    /// <summary>Splits <paramref name="text"/> into tokens, without special tokens. Text without any token (blank, control characters) gives none.</summary>
    public TokenizedText Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var normalized = new NormalizedText(text);
        if (normalized.Characters.IsEmpty)
        {
            return new TokenizedText([], [], []);
        }

        var tokens = _tokenizer.EncodeToTokens(normalized.Characters, out _, considerNormalization: false);
        var ids = new int[tokens.Count];
        var starts = new int[tokens.Count];
        var ends = new int[tokens.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            var token = tokens[i];
            ids[i] = token.Id;
            starts[i] = normalized.StartOf(token.Offset.Start.Value);
            ends[i] = normalized.EndOf(token.Offset.End.Value - 1);
        }

        return new TokenizedText(ids, starts, ends);
    }

    /// <summary>The number of tokens of <paramref name="text"/>, without special tokens: what <see cref="Encode"/> would return, in less time.</summary>
    public int CountTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var normalized = new NormalizedText(text);
        return normalized.Characters.IsEmpty ? 0 : _tokenizer.CountTokens(normalized.Characters, considerNormalization: false);
    }

    // BertTokenizer takes the vocabulary as a file with one word a line, in the order of the ids, which is that of the JSON too.
    private static MemoryStream ReadVocabulary(byte[] json)
    {
        var file = new MemoryStream(capacity: json.Length);
        var reader = new Utf8JsonReader(json);
        MoveInto(ref reader, "model"u8);
        MoveInto(ref reader, "vocab"u8);
        Span<byte> word = stackalloc byte[MaxWordBytes];
        for (var id = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; id++)
        {
            file.Write(word[..reader.CopyString(word)]);
            file.WriteByte((byte)'\n');
            reader.Read();
            if (reader.GetInt32() != id)
            {
                throw new InvalidDataException($"The vocabulary isn't in the order of its ids at {id}.");
            }
        }

        file.Position = 0;
        return file;
    }

    private static void MoveInto(ref Utf8JsonReader reader, ReadOnlySpan<byte> property)
    {
        while (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Read();
        }

        reader.Read();
        while (!reader.ValueTextEquals(property))
        {
            reader.Skip();
            reader.Read();
        }

        reader.Read();
    }
}
