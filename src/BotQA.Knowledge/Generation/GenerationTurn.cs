using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Verification;

namespace BotQA.Knowledge.Generation;

/// <summary>One question's generated answer while it grows: takes the model's sentences and keeps those that stand.</summary>
/// <param name="found">What was found without the model.</param>
/// <param name="threshold">The confidence that a sentence has to have.</param>
/// <param name="checker">Checks sentences.</param>
/// <param name="catalog">The documents.</param>
/// <param name="progress">Hears of each sentence that is kept; or null.</param>
internal sealed class GenerationTurn(Answer found, double threshold, SupportChecker checker, IDocumentCatalog catalog, IProgress<Answer>? progress)
{
    private readonly AnswerBuilder _builder = new(catalog);
    private readonly List<CheckedSentence> _sentences = [];
    private readonly double _confidence = AnswerConfidence.AfterAnswer(found.Confidence);

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
    public void Take(GeneratedSentence sentence)
    {
        if (IsRefusal(sentence.Text))
        {
            IsDeclined = true;
            return;
        }

        var verdict = Check(sentence);
        _sentences.Add(new CheckedSentence(sentence.Text, verdict.Support, verdict.Objection));
        if (verdict.Objection is null)
        {
            Answer = ToAnswer();
            progress?.Report(Answer);
        }
    }

    private static bool IsRefusal(string text) =>
        text.Trim(' ', '.', '"', '\'', '(', ')').Replace(' ', '_').Equals(AnswerPrompt.NotFound, StringComparison.OrdinalIgnoreCase);

    private SupportVerdict Check(GeneratedSentence sentence)
    {
        var cited = new List<KnowledgeChunk>();
        foreach (var number in sentence.Passages)
        {
            if (Passages.TryGet(number, out var chunk))
            {
                cited.Add(chunk);
            }
            else
            {
                StrayCitations++;
            }
        }

        if (cited.Count == 0)
        {
            return SupportVerdict.Against(SupportObjection.NoCitation);
        }

        var verdict = checker.Check(sentence.Text, cited);
        return verdict.Objection is not null ? verdict
            : verdict.Support * _confidence < threshold ? SupportVerdict.Against(SupportObjection.Unlikely, verdict.Support)
            : _builder.TryAdd(sentence, verdict.Quotes) ? verdict
            : SupportVerdict.Against(SupportObjection.NotStated);
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
