using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Verification;

/// <summary>
/// Decides whether passages state what a sentence says, by rules that align it with the passages' own sentences and by a trained judge. It is
/// strict where a reader would be misled: what it isn't sure of is not supported.
/// </summary>
internal sealed class SupportChecker(PassageMatcher matcher, WordNet wordNet, ISupportModel model)
{
    private const int MaxWindow = 3;

    // What a further sentence has to add to the covered share of a statement to be worth quoting.
    private const double WorthOfSentence = 0.04;

    // What the judge has to say, as log odds, of a sentence that the rules let through, and of one that they only couldn't follow.
    private const double AgreeingOdds = -2;
    private const double OverrulingOdds = 1.5;

    // What a word counts that the quote has in other words, or that only title and heading have.
    private const double InOtherWords = 0.9;

    /// <summary>Checks a sentence.</summary>
    /// <param name="sentence">A statement in plain text.</param>
    /// <param name="cited">The passages it cites; at least one.</param>
    /// <param name="cancellationToken">Looked at before each passage and before each quote that may support the sentence.</param>
    public SupportVerdict Check(string sentence, IReadOnlyList<KnowledgeChunk> cited, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var statement = StatementReader.Read(sentence, matcher);
        if (!statement.Any(word => !word.IsLight))
        {
            return SupportVerdict.Against(SupportObjection.NotStated);
        }

        SupportVerdict? best = null;
        var windows = cited.Select(chunk => Best(statement, chunk, cancellationToken)).OfType<EvidenceWindow>().ToList();

        // One passage that supports the whole is better than two that do together.
        foreach (var evidence in windows.Count == 1 ? [windows] : windows.Select(window => new List<EvidenceWindow> { window }).Append(windows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var verdict = Judged(sentence, evidence, Check(statement, evidence));
            if (verdict.Objection is null)
            {
                return verdict;
            }

            best = best is null || verdict.Support > best.Support ? verdict : best;
        }

        return best!;
    }

    private EvidenceWindow? Best(IReadOnlyList<StatementWord> statement, KnowledgeChunk chunk, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return EvidenceWindow.Best(statement, chunk, matcher, MaxWindow, WorthOfSentence);
    }

    // The judge is asked where the rules have no objection, or only that of not finding the words.
    private SupportVerdict Judged(string sentence, List<EvidenceWindow> windows, SupportVerdict byRules)
    {
        if (windows.Count == 0 || byRules.Objection is not (null or SupportObjection.NotStated) || Odds(sentence, windows) is not { } odds)
        {
            return byRules;
        }

        return byRules.Objection is null
            ? odds > AgreeingOdds ? byRules : SupportVerdict.Against(SupportObjection.NotStated, byRules.Support)
            : odds > OverrulingOdds ? new SupportVerdict(Math.Max(byRules.Support, Probability(odds)), null, QuotesOf(windows)) : byRules;
    }

    // The closest sentences alone show best what is wrong with details, the whole passage what freely worded sentences mean: the mean of both.
    private double? Odds(string sentence, List<EvidenceWindow> windows)
    {
        var closest = model.Judge(sentence, string.Join(' ', windows.Select(window => SupportModel.PassageOf(window.Chunk.Title, window.Text))));
        return windows.Count > 1 ? closest : (closest + model.Judge(sentence, SupportModel.PassageOf(windows[0].Chunk.Title, windows[0].Chunk.Text))) / 2;
    }

    private static double Probability(double odds) => 1 / (1 + Math.Exp(-odds));

    private static List<SupportingQuote> QuotesOf(List<EvidenceWindow> windows) => windows.ConvertAll(window => new SupportingQuote(window.Chunk, window.Span));

    private SupportVerdict Check(IReadOnlyList<StatementWord> statement, List<EvidenceWindow> windows)
    {
        if (windows.Count == 0)
        {
            return SupportVerdict.Against(SupportObjection.NotStated);
        }

        var text = string.Join('\n', windows.Select(window => window.Text));
        var starts = new List<int>();
        var offset = 0;
        foreach (var window in windows)
        {
            starts.AddRange(window.SentenceStarts.Select(start => start + offset));
            offset += window.Text.Length + 1;
        }

        var evidence = StatementReader.Read(text, matcher, starts);
        var alignment = new Alignment(statement, evidence, windows.SelectMany(window => window.ContextTerms).ToHashSet(StringComparer.Ordinal), wordNet);
        var content = Enumerable.Range(0, statement.Count).Where(i => !statement[i].IsLight).ToList();
        var support = content.Sum(i => alignment.IsExact[i] ? 1 : alignment.IsMissing(i) ? 0 : InOtherWords) / content.Count;
        return SupportRules.Check(alignment, wordNet) is { } objection
            ? SupportVerdict.Against(objection, support)
            : new SupportVerdict(support, null, QuotesOf(windows));
    }
}
