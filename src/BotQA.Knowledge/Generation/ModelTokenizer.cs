using Microsoft.ML.Tokenizers;

namespace BotQA.Knowledge.Generation;

/// <summary>Chooses the tokenizer of a model.</summary>
internal static class ModelTokenizer
{
    private const string Default = "o200k_base";

    /// <summary>
    /// The tokenizer of an OpenAI model; for every other model that of the newest ones, whose counts are close enough as a part of the context
    /// is kept free.
    /// </summary>
    public static Tokenizer Create(string? model)
    {
        try
        {
            return TiktokenTokenizer.CreateForModel(model ?? "");
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            return TiktokenTokenizer.CreateForEncoding(Default);
        }
    }
}
