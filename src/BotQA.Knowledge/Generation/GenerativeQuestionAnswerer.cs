using System.Globalization;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Verification;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace BotQA.Knowledge.Generation;

/// <summary>
/// Answers in a model's words, of which only those sentences are kept that the cited passages support. Whatever goes wrong with the model,
/// there is an answer within the time limit: that of the answerer behind it.
/// </summary>
internal sealed partial class GenerativeQuestionAnswerer : IQuestionAnswerer
{
    private readonly IQuestionAnswerer _inner;
    private readonly AnswerGenerator _generator;
    private readonly SupportChecker _checker;
    private readonly IDocumentCatalog _catalog;
    private readonly GenerationOptions _options;
    private readonly double _threshold;
    private readonly TimeProvider _time;
    private readonly ILogger<GenerativeQuestionAnswerer> _logger;
    private readonly ResiliencePipeline _breaker;

    public GenerativeQuestionAnswerer(
        IQuestionAnswerer inner,
        AnswerGenerator generator,
        SupportChecker checker,
        IDocumentCatalog catalog,
        IOptions<GenerationOptions> options,
        IOptions<AnsweringOptions> answering,
        TimeProvider time,
        ILogger<GenerativeQuestionAnswerer> logger)
    {
        _inner = inner;
        _generator = generator;
        _checker = checker;
        _catalog = catalog;
        _options = options.Value;
        _threshold = answering.Value.Threshold;
        _time = time;
        _logger = logger;
        _breaker = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 3,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = _options.BreakDuration,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is ModelException { Failure: not ModelFailure.ContentFilter }),
            })
            .Build();
    }

    public async Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var started = _time.GetTimestamp();
        var found = await _inner.AnswerAsync(question, options, cancellationToken);
        if (options is { MayGenerate: false } or { Shown.Count: > 0 } || !IsWorthAsking(found))
        {
            return found;
        }

        var turn = new GenerationTurn(found, _threshold, _checker, _catalog, options?.Progress);
        var usage = new GenerationUsage();
        var begun = _time.GetTimestamp();
        var failure = await TryGenerateAsync(found, turn, usage, options, _options.TimeLimit - _time.GetElapsedTime(started), cancellationToken);
        var report = Report(turn, usage, failure) with { Elapsed = _time.GetElapsedTime(begun) };
        GenerationTelemetry.Record(report);
        Log(report, turn.StrayCitations);
        return Decide(found, turn, report) with { Elapsed = _time.GetElapsedTime(started) };
    }

    public Task PrepareAsync(CancellationToken cancellationToken = default) => _inner.PrepareAsync(cancellationToken);

    // Even the best reply couldn't lift a lower confidence above the threshold.
    private bool IsWorthAsking(Answer found) =>
        found.Retrieved.Count > 0 && found.Reason is null or NotFoundReason.NotInDocuments && AnswerConfidence.AfterAnswer(found.Confidence) >= _threshold;

    private async Task<ModelException?> TryGenerateAsync(
        Answer found, GenerationTurn turn, GenerationUsage usage, AnswerOptions? options, TimeSpan left, CancellationToken cancellationToken)
    {
        if (left <= TimeSpan.Zero)
        {
            return new ModelException(ModelFailure.Timeout, "Nothing of the time limit was left.");
        }

        using var limit = new CancellationTokenSource(left, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _breaker.ExecuteAsync(async token => await GenerateAsync(found, turn, usage, options, token, cancellationToken), either.Token);
            return null;
        }
        catch (ModelException e)
        {
            return e;
        }
        catch (BrokenCircuitException e)
        {
            return new ModelException(ModelFailure.CircuitOpen, "The model failed several times just before.", e);
        }
    }

    private async Task GenerateAsync(
        Answer found, GenerationTurn turn, GenerationUsage usage, AnswerOptions? options, CancellationToken limited, CancellationToken callers)
    {
        try
        {
            // On the pool, and not waited for beyond the limit: what is loaded or computed on the way may take long on a busy machine.
            await Task.Run(() => _generator.GenerateAsync(found, turn, usage, options, limited), CancellationToken.None).WaitAsync(limited);
        }
        catch (Exception e) when (e is not ModelException && !callers.IsCancellationRequested)
        {
            throw limited.IsCancellationRequested
                ? new ModelException(ModelFailure.Timeout, $"No reply within {_options.TimeLimit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.", e)
                : new ModelException(ModelException.FailureOf(e), e.Message, e);
        }
        finally
        {
            turn.Close();
        }
    }

    private GenerationReport Report(GenerationTurn turn, GenerationUsage usage, ModelException? failure) => new()
    {
        Model = _generator.ModelName,
        Failure = failure?.Failure ?? (turn.Answer is null && !turn.IsDeclined ? ModelFailure.Unsupported : null),
        FailureDetail = failure?.Message,
        IsDeclined = turn.IsDeclined && turn.Answer is null,
        Sentences = turn.Sentences,
        Searches = [.. usage.Searches],
        InputTokens = usage.InputTokens,
        OutputTokens = usage.OutputTokens,
        Cost = ((usage.InputTokens * _options.InputPrice) + (usage.OutputTokens * _options.OutputPrice)) / 1_000_000,
    };

    private Answer Decide(Answer found, GenerationTurn turn, GenerationReport report)
    {
        if (turn.Answer is { } answer)
        {
            return answer with { Generation = report, Note = report.Failure is null ? null : FallbackNote.Incomplete };
        }

        if (!report.IsDeclined)
        {
            return found with { Generation = report, Note = FallbackNote.Of(report.Failure!.Value) };
        }

        var confidence = AnswerConfidence.AfterRefusal(found.Confidence);
        return found.Status == AnswerStatus.NotFound || confidence >= _threshold
            ? found with { Generation = report, Confidence = confidence }
            : NotFound(found) with { Generation = report, Confidence = confidence };
    }

    private static Answer NotFound(Answer found) => found with
    {
        Status = AnswerStatus.NotFound,
        Reason = NotFoundReason.NotInDocuments,
        ShortAnswer = "",
        Text = AnswerComposer.NotInDocuments,
        Citations = [],
        Related = found.Citations,
        Candidate = new AnswerCandidate(found.ShortAnswer, found.Citations[0].Quote, found.Citations[0].DocumentId),
    };

    private void Log(GenerationReport report, int strayCitations)
    {
        if (report.Failure is { } failure && failure != ModelFailure.Unsupported)
        {
            LogFailed(failure, report.FailureDetail);
        }

        if (strayCitations > 0)
        {
            LogStray(strayCitations);
        }

        var kept = report.Sentences.Count(sentence => sentence.Objection is null);
        LogGenerated(kept, report.Sentences.Count - kept, report.Searches.Count, report.InputTokens, report.OutputTokens, report.Elapsed.TotalMilliseconds);
        foreach (var sentence in report.Sentences.Where(sentence => sentence.Objection is not null))
        {
            LogCut(sentence.Objection, sentence.Text);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The language model gave no answer ({Failure}): {Detail}")]
    private partial void LogFailed(ModelFailure failure, string? detail);

    [LoggerMessage(LogLevel.Information, "Removed {Count} citations of passages that the model was not shown")]
    private partial void LogStray(int count);

    [LoggerMessage(LogLevel.Debug, "Generated: {Kept} sentences kept, {Cut} cut, {Searches} searches, {Input} + {Output} tokens, {Milliseconds:0} ms")]
    private partial void LogGenerated(int kept, int cut, int searches, long input, long output, double milliseconds);

    [LoggerMessage(LogLevel.Trace, "Cut ({Objection}): {Sentence}")]
    private partial void LogCut(SupportObjection? objection, string sentence);
}
