using BotQA.Knowledge.Reading;
using BotQA.Knowledge.Verification;
using BotQA.Training.Data;
using BotQA.Training.Statements;

namespace BotQA.Training.Training;

/// <summary>The endless, repeatable sequences of examples by name.</summary>
internal static class ExampleSource
{
    /// <summary>Questions with their answers, and unanswerable ones, for the reader.</summary>
    public const string Questions = "questions";

    /// <summary>Questions of which nobody marked the answer, to be taught by readers.</summary>
    public const string Pairs = "pairs";

    /// <summary>Statements that their passage supports, or doesn't, for the support model, made by rules.</summary>
    public const string Statements = "statements";

    /// <summary>The same, written one by one.</summary>
    public const string Written = "written";

    /// <summary>Both: three written ones to one made by rules; of those held out, the written ones.</summary>
    public const string Support = "support";

    private static readonly string[] PairFiles = ["train/pairs_squad_sentences.jsonl.gz", "train/pairs_selqa.jsonl.gz"];

    /// <summary>The examples of a kind, in batches of like length.</summary>
    /// <param name="kind">One of the names.</param>
    /// <param name="dataFolder">The folder with the data sets.</param>
    /// <param name="heldOut">Whether they are made from what training never sees; pairs are made from training data alone.</param>
    /// <param name="encoder">Encodes them.</param>
    /// <param name="seed">The same one gives the same sequence.</param>
    /// <param name="batchSize">So many in a row are of like length.</param>
    public static IEnumerable<ReaderExample> Open(string kind, string dataFolder, bool heldOut, TextEncoder encoder, int seed, int batchSize)
    {
        var corpus = Corpus.Load(dataFolder, encoder, TrainingSet.All);
        return kind switch
        {
            Questions => new ExampleStream(heldOut ? corpus.HeldOut : corpus.Training, encoder, seed, batchSize).Batches(0, () => ReaderWindow.MaxTokens).SelectMany(b => b),
            Pairs => UnlabelledExamples.Of(QuestionPairs.Load(PairFiles.Select(f => Path.Combine(dataFolder, f)), encoder, corpus), encoder, seed, batchSize),
            Statements or Written or Support => OpenSupport(kind, corpus, heldOut, encoder).Examples(seed, batchSize),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There are no such examples."),
        };
    }

    /// <summary>The examples of one of the kinds for the support model.</summary>
    public static SupportExamples OpenSupport(string kind, Corpus corpus, bool heldOut, TextEncoder encoder)
    {
        if (kind == Statements)
        {
            return Made();
        }

        var passages = WrittenFile.ReadAll(Path.Combine(AppContext.BaseDirectory, "written"), corpus.Training.SelectMany(s => s.Paragraphs));
        var written = new WrittenStatements(WrittenStatements.Part(passages, heldOut), encoder);
        return kind == Support && !heldOut ? new MixedExamples([written, written, written, Made()], encoder) : written;

        StatementStream Made() => new(heldOut ? corpus.HeldOut : corpus.Training, encoder, new WordNet(Path.Combine(AppContext.BaseDirectory, "wordnet")));
    }
}
