namespace BotQA.Training.Data;

/// <summary>Every set, divided into what is trained on and what is held out.</summary>
internal sealed class Corpus
{
    private Corpus(List<QaSet> training, List<QaSet> heldOut, int leaked)
    {
        Training = training;
        HeldOut = heldOut;
        LeakedParagraphs = leaked;
    }

    public IReadOnlyList<QaSet> Training { get; }

    public IReadOnlyList<QaSet> HeldOut { get; }

    /// <summary>Training passages left out because they share long runs of words with a held-out passage of some set.</summary>
    public int LeakedParagraphs { get; }

    public static Corpus Load(string dataFolder, TextEncoder encoder, IReadOnlyList<TrainingSet> sets)
    {
        var training = new List<QaSet>();
        var heldOut = new List<QaSet>();
        foreach (var set in sets)
        {
            var (paragraphs, questions) = SquadFile.Read(Path.Combine(dataFolder, set.File), set.Name, encoder);
            var unit = HeldOutSplit.UnitOf(set.Name, paragraphs);
            var held = HeldOutSplit.HeldOut(set.Name, paragraphs.Select(unit));
            training.Add(Part(set, paragraphs, questions, p => !held.Contains(unit(p))));
            heldOut.Add(Part(set, paragraphs, questions, p => held.Contains(unit(p))));
        }

        var overlap = new TextOverlap(heldOut.SelectMany(s => s.Paragraphs));
        var leaked = training.SelectMany(s => s.Paragraphs).AsParallel().Where(overlap.IsLeak).ToHashSet();
        var clean = training.Select(s => s with
        {
            Paragraphs = [.. s.Paragraphs.Where(p => !leaked.Contains(p))],
            Questions = [.. s.Questions.Where(q => !leaked.Contains(q.Paragraph))],
        });
        return new Corpus([.. clean], heldOut, leaked.Count);
    }

    private static QaSet Part(TrainingSet set, List<QaParagraph> paragraphs, List<QaQuestion> questions, Func<QaParagraph, bool> wanted) =>
        new(set.Name, set.Weight, [.. paragraphs.Where(wanted)], [.. questions.Where(q => wanted(q.Paragraph))]);
}
