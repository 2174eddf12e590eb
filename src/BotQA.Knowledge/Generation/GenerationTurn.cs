using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Verification;

namespace BotQA.Knowledge.Generation;

/// <summary>
/// One question's generated answer while it grows: takes the model's sentences, keeps those that stand, and lets the source speak where one
/// doesn't that is close to it. Sentences may still come after <see cref="Close"/>; they change nothing any more.
/// </summary>
/// <param name="found">What was found without the model.</param>
/// <param name="threshold">The confidence that a sentence has to have.</param>
/// <param name="checker">Checks sentences.</param>
/// <param name="catalog">The documents.</param>
/// <param name="progress">Hears of each sentence that is kept; or null.</param>
internal sealed class GenerationTurn(Answer found, double threshold, SupportChecker checker, IDocumentCatalog catalog, IProgress<Answer>? progress)
{
    private readonly Lock _gate = new();
    private readonly AnswerBuilder _builder = new(catalog);
    private readonly List<CheckedSentence> _sentences = [];
    private readonly List<(int Index, GeneratedSentence Sentence, IReadOnlyList<SupportingQuote> Quotes)> _waiting = [];
    private readonly double _confidence = AnswerConfidence.AfterAnswer(found.Confidence);
    private bool _isClosed;

    /// <summary>The passages that the model was shown.</summary>
    public TurnPassages Passages { get; } = new();

    /// <summary>The sentences of the model, kept or not.</summary>
    public IReadOnlyList<CheckedSentence> Sentences => _sentences;

    /// <summary>Whether the model said that the passages don't answer.</summary>
    public bool IsDeclined { get; private set; }

    /// <summary>Citations of passages that the model wasn't shown.</summary>
    public int StrayCitations { get; private set; }

    /// <summary>The answer so far, or null while no sentence was kept.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>Checks a sentence, and adds it to the answer if it stands.</summary>
    public void Take(GeneratedSentence sentence, CancellationToken cancellationToken)
    {
        var (cited, strays) = Cited(sentence);
        var verdict = IsRefusal(sentence.Text) ? null : Check(sentence, cited, cancellationToken);
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            StrayCitations += strays;
            if (verdict is null)
            {
                IsDeclined = true;
            }
            else
            {
                Add(sentence, verdict);
            }
        }
    }

    /// <summary>Takes no more sentences.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }

    private static bool IsRefusal(string text) =>
        text.Trim(' ', '.', '"', '\'', '(', ')').Replace(' ', '_').Equals(AnswerPrompt.NotFound, StringComparison.OrdinalIgnoreCase);

    private (IReadOnlyList<KnowledgeChunk> Cited, int Strays) Cited(GeneratedSentence sentence)
    {
        var cited = new List<KnowledgeChunk>();
        foreach (var number in sentence.Passages)
        {
            if (Passages.TryGet(number, out var chunk))
            {
                cited.Add(chunk);
            }
        }

        return (cited, sentence.Passages.Count - cited.Count);
    }

    private SupportVerdict Check(GeneratedSentence sentence, IReadOnlyList<KnowledgeChunk> cited, CancellationToken cancellationToken)
    {
        if (cited.Count == 0)
        {
            return SupportVerdict.Against(SupportObjection.NoCitation);
        }

        var verdict = checker.Check(sentence.Text, cited, found.Question, cancellationToken);
        return verdict.Objection is null && verdict.Support * _confidence < threshold ? verdict with { Objection = SupportObjection.Unlikely, Quotes = [] } : verdict;
    }

    private void Add(GeneratedSentence sentence, SupportVerdict verdict)
    {
        if (verdict.Objection is not null)
        {
            _sentences.Add(new CheckedSentence(sentence.Text, verdict.Support, verdict.Objection));
            if (verdict.IsAboutTheSame)
            {
                Quote(_sentences.Count - 1, sentence, verdict.Quotes);
            }

            return;
        }

        foreach (var (index, before, quotes) in _waiting)
        {
            TryReplace(index, before, quotes);
        }

        _waiting.Clear();
        var isThere = _builder.TryAdd(sentence, verdict.Quotes);
        _sentences.Add(new CheckedSentence(sentence.Text, verdict.Support, isThere ? null : SupportObjection.NotStated));
        if (isThere)
        {
            Report();
        }
    }

    // Quotes alone are no generated answer: they wait for a sentence of the model that stands.
    private void Quote(int index, GeneratedSentence sentence, IReadOnlyList<SupportingQuote> quotes)
    {
        if (Answer is null)
        {
            _waiting.Add((index, sentence, quotes));
        }
        else if (TryReplace(index, sentence, quotes))
        {
            Report();
        }
    }

    private bool TryReplace(int index, GeneratedSentence sentence, IReadOnlyList<SupportingQuote> quotes)
    {
        var isQuoted = _builder.TryQuote(sentence, quotes);
        _sentences[index] = _sentences[index] with { IsReplacedByQuote = isQuoted };
        return isQuoted;
    }

    private void Report()
    {
        Answer = ToAnswer();
        progress?.Report(Answer);
    }

    private Answer ToAnswer()
    {
        var kept = _sentences.Where(sentence => sentence.Objection is null).ToList();
        var exact = found.ShortAnswer.Length > 0 && kept.Exists(sentence => sentence.Text.Contains(found.ShortAnswer, StringComparison.Ordinal));
        return found with
        {
            Status = AnswerStatus.Answered,
            Reason = null,
            ShortAnswer = exact ? found.ShortAnswer : kept[0].Text,
            Text = _builder.Text,
            Citations = _builder.Citations,
            Confidence = _confidence * kept.Average(sentence => sentence.Support),
            Related = [],
            Candidate = null,
            IsGenerated = true,
        };
    }
}
