using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Reading;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Answering;

/// <summary>
/// Has the best passages read and puts them in their final order. Without a reader, with one whose file is damaged, and for a text that states
/// something, which the reader wasn't trained on, retrieval's order stays: then the answers rest on words and vectors alone.
/// </summary>
internal sealed partial class PassageReranker(IOptions<AnsweringOptions> options, ILogger<PassageReranker> logger, IPassageReader? reader = null)
{
    private readonly AnsweringOptions _options = options.Value;
    private volatile bool _isBroken;

    /// <summary>Whether passages are read.</summary>
    public bool IsReading => _options.Reader && reader is not null && !_isBroken;

    /// <summary>Reads the best passages and orders all.</summary>
    public ReadRetrieval Rerank(RetrievalResult retrieval, CancellationToken cancellationToken)
    {
        if (!QuestionWords.Asks(retrieval.Question.Text))
        {
            return Unread(retrieval);
        }

        var wanted = retrieval.Passages.Take(_options.ReaderPassages).Select(passage => ToRead(passage.Chunk)).ToList();
        var readings = Read(retrieval.Question.Text, wanted, cancellationToken);
        if (readings is null)
        {
            return Unread(retrieval);
        }

        var read = retrieval.Passages.Select((passage, i) => Join(passage, i < readings.Count ? readings[i] : null));
        return new ReadRetrieval(
            retrieval.Question,
            [.. read.OrderByDescending(passage => passage.Retrieved.Score).ThenBy(passage => passage.Retrieved.Chunk.Key, StringComparer.Ordinal)]);
    }

    /// <summary>Loads the reader, so that no question waits for it.</summary>
    public void Prepare(CancellationToken cancellationToken) =>
        Read(PracticeQuestion.Text, [new ReaderPassage(PracticeQuestion.Passage.Text)], cancellationToken);

    /// <summary>A passage's final score, 0 to 1, from retrieval's and the reader's; a passage that wasn't read counts as one without an answer.</summary>
    public static double Join(double retrieval, double? reader, RerankingWeights weights)
    {
        var share = reader is { } score ? 1 / (1 + Math.Exp(-(score - weights.Midpoint) / weights.Width)) : 0;
        return ((1 - weights.Share) * retrieval) + (weights.Share * share);
    }

    private static ReaderPassage ToRead(KnowledgeChunk chunk)
    {
        var offsets = chunk.SentenceOffsets;
        return new ReaderPassage(chunk.Text)
        {
            Sentences = [.. Enumerable.Range(0, offsets.Count / 2).Select(i => new TextSpan(offsets[2 * i] - chunk.Start, offsets[(2 * i) + 1] - chunk.Start))],
        };
    }

    private static ReadRetrieval Unread(RetrievalResult retrieval) =>
        new(retrieval.Question, [.. retrieval.Passages.Select(passage => new ReadPassage(passage, null))]);

    private ReadPassage Join(RetrievedPassage passage, PassageReading? reading) => new(
        passage with
        {
            Score = Join(passage.Score, reading?.Best.Score, _options.Reranking),
            Scores = passage.Scores with { Reader = reading?.Best.Score },
        },
        reading);

    private IReadOnlyList<PassageReading?>? Read(string question, IReadOnlyList<ReaderPassage> passages, CancellationToken cancellationToken)
    {
        if (!IsReading)
        {
            return null;
        }

        try
        {
            return reader!.Read(question, passages, cancellationToken);
        }
        catch (ReaderModelException exception)
        {
            _isBroken = true;
            LogBroken(exception.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Answering without the reader, less exactly; Answering:Reader set to false does so without this message. {Reason}")]
    private partial void LogBroken(string reason);
}
