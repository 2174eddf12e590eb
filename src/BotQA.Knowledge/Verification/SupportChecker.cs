using System.Text.RegularExpressions;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Verification;

/// <summary>
/// Decides whether passages state what a sentence says, by rules that align it with the passages' own sentences and by a trained judge. It is
/// strict where a reader would be misled: what it isn't sure of is not supported.
/// </summary>
internal sealed partial class SupportChecker(PassageMatcher matcher, WordNet wordNet, ISupportModel model)
{
    /// <summary>What the judge has to say, as log odds, of a sentence.</summary>
    public const double SupportingOdds = 1.75;

    // How much more of one in which the rules see something else than the passage says.
    private const double OddsOfAContradiction = 1;

    // What a word counts that the quote has in other words, or that only title and heading have.
    private const double InOtherWords = 0.9;

    /// <summary>Checks a sentence.</summary>
    /// <param name="sentence">A statement in plain text.</param>
    /// <param name="cited">The passages it cites; at least one.</param>
    /// <param name="question">What the user asked. Its numbers and names may stand in the sentence ("Since you're 72"), if the judge agrees.</param>
    /// <param name="cancellationToken">Looked at before each passage and before each quote that may support the sentence.</param>
    public SupportVerdict Check(string sentence, IReadOnlyList<KnowledgeChunk> cited, string question = "", CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        sentence = Reply().Replace(sentence, "");
        IReadOnlyList<StatementWord> statement = Read(sentence, question);
        if (!statement.Any(word => !word.IsLight))
        {
            return SupportVerdict.Against(SupportObjection.NotStated);
        }

        SupportVerdict? best = null;
        var evidences = cited.Select(chunk => Select(statement, chunk, cancellationToken)).Where(windows => windows.Count > 0).ToList();

        // One passage that supports the whole is better than two that do together.
        foreach (var evidence in evidences.Count == 1 ? evidences : [.. evidences, [.. evidences.SelectMany(windows => windows)]])
        {
            cancellationToken.ThrowIfCancellationRequested();
            var verdict = Judged(sentence, statement, evidence, Check(statement, evidence));
            if (verdict.Objection is null)
            {
                return verdict;
            }

            best = best is null || verdict.Support > best.Support ? verdict : best;
        }

        return best! with { Quotes = Closest(statement, best!.Quotes) };
    }

    private List<StatementWord> Read(string sentence, string question)
    {
        var asked = StatementReader.Read(question, matcher);
        return [.. StatementReader.Read(sentence, matcher).Select(word => word with { IsToldByUser = (word.IsNumber || word.IsName) && asked.Any(other => other.Term == word.Term) })];
    }

    // No more than what the sentence is about: evidence that doesn't suffice may be long, a quote that puts it right may not.
    private List<SupportingQuote> Closest(IReadOnlyList<StatementWord> statement, IReadOnlyList<SupportingQuote> compared) =>
        [.. compared.Select(quote => quote.Chunk).Distinct().SelectMany(chunk => QuotesOf(EvidenceWindow.Select(statement, chunk, matcher, EvidenceWindow.WorthQuoting)))];

    private static List<SupportingQuote> QuotesOf(List<EvidenceWindow> windows) => windows.ConvertAll(window => new SupportingQuote(window.Chunk, window.Span));

    private List<EvidenceWindow> Select(IReadOnlyList<StatementWord> statement, KnowledgeChunk chunk, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return EvidenceWindow.Select(statement, chunk, matcher);
    }

    // What occurs neither in the cited passages nor in the question stays cut; of everything else that the rules object to the judge may know better.
    private SupportVerdict Judged(string sentence, IReadOnlyList<StatementWord> statement, List<EvidenceWindow> windows, SupportVerdict byRules)
    {
        if (windows.Count == 0 || IsForeign(statement, windows, byRules.Objection) || Odds(sentence, windows) is not { } odds)
        {
            return byRules;
        }

        var further = byRules.Objection is null or SupportObjection.NotStated ? 0 : OddsOfAContradiction;
        if (odds <= SupportingOdds + further)
        {
            return byRules with { Objection = byRules.Objection ?? SupportObjection.NotStated };
        }

        return byRules.Objection is null ? byRules : byRules with { Support = Math.Max(byRules.Support, Probability(odds)), Objection = null };
    }

    private bool IsForeign(IReadOnlyList<StatementWord> statement, List<EvidenceWindow> windows, SupportObjection? objection)
    {
        if (objection is not (SupportObjection.Number or SupportObjection.Name))
        {
            return false;
        }

        var cited = windows.SelectMany(window => StatementReader.Read($"{window.Chunk.Title}\n{window.Chunk.Section}\n{window.Chunk.Text}", matcher)).ToList();
        return statement.Any(word => !word.IsToldByUser && !word.IsCount && (word.IsNumber ? !cited.Exists(other => other.Term == word.Term) : word.IsName && !cited.Exists(other => Alignment.IsSameName(other, word))));
    }

    // The closest sentences alone show best what is wrong with details, the whole passage what freely worded sentences mean, and with and without
    // its title the judge errs differently: the mean of the three.
    private double? Odds(string sentence, List<EvidenceWindow> windows)
    {
        var passages = windows.GroupBy(window => window.Chunk).ToList();
        var closest = string.Join(' ', passages.Select(passage => SupportModel.PassageOf(passage.Key.Title, string.Join(' ', passage.Select(window => window.Text)))));
        string[] views = passages is [var only] ? [closest, SupportModel.PassageOf(only.Key.Title, only.Key.Text), only.Key.Text] : [closest];
        return views.Average(view => model.Judge(sentence, view));
    }

    private static double Probability(double odds) => 1 / (1 + Math.Exp(-odds));

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
        return new SupportVerdict(support, SupportRules.Check(alignment, wordNet), QuotesOf(windows));
    }

    // "No, the pool is closed": what is said is that the pool is closed.
    [GeneratedRegex(@"^(?:yes|no)(?:[,.!:;]|\s*[–—-])\s+(?=\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Reply();
}
