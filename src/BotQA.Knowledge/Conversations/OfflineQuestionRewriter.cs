using System.Text;

namespace BotQA.Knowledge.Conversations;

/// <summary>
/// Rewrites by rules, with no model: completes what is only a part of a question, puts what was named before in the place of pronouns, and adds
/// the topic of the last question where something else is left out. A question without such signs stays as it is.
/// </summary>
internal sealed class OfflineQuestionRewriter : IQuestionRewriter
{
    // A topic of more words is a whole sentence, in which the question would drown.
    private const int MaxTopicWords = 12;

    // "And for children" says too little, "And who was Hubble?" doesn't.
    private const int MaxShortBlanks = 3;

    public Task<StandaloneQuestion> RewriteAsync(string question, ConversationHistory history, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(history);
        var text = history.Last is { } last ? Rewrite(question.Trim(), last, history) : question;
        return Task.FromResult(new StandaloneQuestion(text, RetrievalContext.Of(history)));
    }

    private static string Rewrite(string question, ConversationTurn last, ConversationHistory history)
    {
        if (FragmentQuestion.Complete(question, last) is { } completed)
        {
            return completed;
        }

        var (core, isJoined) = FollowUpCues.WithoutOpening(question);
        if (isJoined && FragmentQuestion.Complete(core, last) is { } completedCore)
        {
            return completedCore;
        }

        var pronouns = FollowUpPronoun.In(core).ToList();
        var resolved = Resolve(core, pronouns, history, out var isResolved);
        if (isResolved)
        {
            return Capitalized(resolved);
        }

        var isShort = isJoined && core.Count(' ') < MaxShortBlanks;

        // "In this case" and the like: what isn't found in what was said is no reason to repeat that.
        if (pronouns.TrueForAll(pronoun => pronoun.Noun.Length > 0) && !isShort && !FollowUpCues.LeavesOut(core))
        {
            return Definite(core, last) is { } definite ? Capitalized(definite) : question;
        }

        return WithTopic(resolved, last);
    }

    private static string Resolve(string question, List<FollowUpPronoun> pronouns, ConversationHistory history, out bool isComplete)
    {
        var text = new StringBuilder(question);
        isComplete = pronouns.Count > 0;
        foreach (var pronoun in Enumerable.Reverse(pronouns))
        {
            if (Antecedents.Find(pronoun, history) is not { } antecedent)
            {
                isComplete = false;
                continue;
            }

            var words = pronoun.IsPossessive ? $"{antecedent}{(antecedent.EndsWith('s') ? "’" : "’s")}"
                : pronoun.Kind == PronounKind.Place && !FollowsPreposition(question, pronoun.Span.Start) ? $"in {antecedent}"
                : antecedent;
            text.Remove(pronoun.Span.Start, pronoun.Span.Length).Insert(pronoun.Span.Start, words);
        }

        return text.ToString();
    }

    private static bool FollowsPreposition(string question, int position) =>
        question[..position].TrimEnd().Split(' ')[^1].ToLowerInvariant() is "from" or "in" or "to" or "at" or "near" or "over";

    // "the song" after a question about "the song Grenade"
    private static string? Definite(string question, ConversationTurn last)
    {
        foreach (var noun in FollowUpCues.DefiniteNouns(question))
        {
            if (Antecedents.Detailed(noun.Value, last) is { } detailed && !question.Contains(detailed, StringComparison.OrdinalIgnoreCase))
            {
                var start = question.LastIndexOf("the", noun.Index, StringComparison.OrdinalIgnoreCase);
                return $"{question[..start]}{detailed}{question[(noun.Index + noun.Length)..]}";
            }
        }

        return null;
    }

    private static string WithTopic(string question, ConversationTurn last)
    {
        var shape = QuestionShape.Of(last.StandaloneQuestion);
        var topic = shape.Rest.Count(' ') < MaxTopicWords ? shape.Rest : shape.Thing;
        return topic.Length == 0 || question.Contains(topic, StringComparison.OrdinalIgnoreCase)
            ? question
            : Capitalized($"{question.TrimEnd('?', '.', '!', ' ')} ({topic})?");
    }

    private static string Capitalized(string question) => $"{char.ToUpperInvariant(question[0])}{question[1..]}";
}
