using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Conversations;

/// <summary>
/// Answers the messages of conversations, and remembers them. The messages of one conversation are answered one after another, in the order
/// they came; nothing of one is ever visible to another.
/// </summary>
/// <param name="answerer">Answers questions.</param>
/// <param name="store">Remembers conversations.</param>
/// <param name="catalog">The documents, to check anew the quotes that are shown again.</param>
/// <param name="time">The time of the turns.</param>
public sealed class ConversationAnswerer(IQuestionAnswerer answerer, IConversationStore store, IDocumentCatalog catalog, TimeProvider time)
{
    private const string StartedOver = "All right, we start over. What would you like to know?";
    private const string NothingYet = "There is no answer yet that this could refer to. Ask me a question first.";
    private const string NoSource = "The documents didn't answer your last question, so there is no source to show.";
    private const string SourceGone = "The documents have changed since; the sentences that I quoted are no longer there.";
    private const string NothingMore = "I found nothing more on that in the documents.";
    private const string NoOther = "I'm sorry. I found no other answer in the documents.";

    private readonly KeyedLock<ConversationId> _turns = new();

    /// <summary>Answers a message: a question, which may refer to the turns before it, or a wish such as "show me the source", "more" or "start over".</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="message">What the user wrote.</param>
    /// <param name="options">What to search; its history is replaced by the conversation's own.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<Answer> AskAsync(ConversationId id, string message, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var turn = await _turns.EnterAsync(id, cancellationToken);
        var history = await store.LoadAsync(id, cancellationToken);
        switch (ConversationRequest.Of(message))
        {
            case ConversationRequestKind.StartOver:
                await store.ForgetAsync(id, cancellationToken);
                return Reply(message, NotFoundReason.SmallTalk, StartedOver);
            case not ConversationRequestKind.Question when history.Last is null:
                return Reply(message, NotFoundReason.SmallTalk, NothingYet);
            case ConversationRequestKind.Source:
                return Sources(history.Last!);
            case ConversationRequestKind.More:
                return await AgainAsync(id, history, options, NothingMore, cancellationToken);
            case ConversationRequestKind.Wrong:
                return await AgainAsync(id, history, options, NoOther, cancellationToken);
        }

        var answer = await answerer.AnswerAsync(message, (options ?? new AnswerOptions()) with { History = history, OffersReadings = true }, cancellationToken);
        if (answer.Status == AnswerStatus.Answered || answer.Reason is NotFoundReason.NotInDocuments or NotFoundReason.Underspecified)
        {
            await store.SaveAsync(id, new ConversationHistory([.. history.Turns, ConversationTurn.Of(message, answer, time.GetUtcNow())]), cancellationToken);
        }

        return answer;
    }

    /// <summary>Forgets a conversation.</summary>
    public async Task ResetAsync(ConversationId id, CancellationToken cancellationToken = default)
    {
        using var turn = await _turns.EnterAsync(id, cancellationToken);
        await store.ForgetAsync(id, cancellationToken);
    }

    private static Answer Reply(string message, NotFoundReason reason, string text) => new()
    {
        Status = AnswerStatus.NotFound,
        Reason = reason,
        Question = message,
        ShortAnswer = "",
        Text = text,
        Confidence = 0,
        Citations = [],
    };

    private Answer Sources(ConversationTurn last)
    {
        if (!last.IsAnswered)
        {
            return Reply(last.StandaloneQuestion, NotFoundReason.NothingMore, NoSource);
        }

        var citations = last.Quotes.Select((quote, i) => quote.ToCitation(i + 1, catalog)).OfType<Citation>().ToList();
        return citations.Count == 0
            ? Reply(last.StandaloneQuestion, NotFoundReason.NothingMore, SourceGone)
            : new Answer
            {
                Status = AnswerStatus.Answered,
                Question = last.StandaloneQuestion,
                ShortAnswer = last.ShortAnswer,
                Text = string.Join("\n\n", citations.Select(citation => $"{citation.Quote} [{citation.Number}]")),
                Confidence = 1,
                Citations = citations,
            };
    }

    // The last question once more, without what was shown already.
    private async Task<Answer> AgainAsync(ConversationId id, ConversationHistory history, AnswerOptions? options, string nothing, CancellationToken cancellationToken)
    {
        var last = history.Last!;
        var answer = await answerer.AnswerAsync(last.StandaloneQuestion, (options ?? new AnswerOptions()) with { Shown = last.Quotes }, cancellationToken);
        if (answer.Status == AnswerStatus.NotFound)
        {
            answer = answer with { Reason = NotFoundReason.NothingMore, Text = nothing };
        }

        var shown = answer.Status == AnswerStatus.Answered ? answer.Citations : answer.Related;
        var extended = last with { Quotes = [.. last.Quotes, .. shown.Select(CitedQuote.Of)], Time = time.GetUtcNow() };
        await store.SaveAsync(id, new ConversationHistory([.. history.Turns.SkipLast(1), extended]), cancellationToken);
        return answer;
    }
}
