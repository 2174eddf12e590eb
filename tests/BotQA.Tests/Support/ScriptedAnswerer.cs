using System.Collections.Concurrent;
using BotQA.Knowledge.Answering;

namespace BotQA.Tests.Support;

/// <summary>Answers by a script and remembers what it was asked.</summary>
internal sealed class ScriptedAnswerer(Func<string, CancellationToken, Task<Answer>> script) : IQuestionAnswerer
{
    public ScriptedAnswerer(Func<string, Answer> script)
        : this((question, _) => Task.FromResult(script(question)))
    {
    }

    public ConcurrentDictionary<string, AnswerOptions?> Asked { get; } = new();

    /// <summary>What preparing it takes.</summary>
    public Func<CancellationToken, Task> Prepare { get; init; } = _ => Task.CompletedTask;

    public Task PrepareAsync(CancellationToken cancellationToken = default) => Prepare(cancellationToken);

    public Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked[question] = options;
        return script(question, cancellationToken);
    }
}
