using Spectre.Console;

namespace BotQA.Commands;

/// <summary>Progress bars on a terminal, nothing in a pipe.</summary>
internal sealed class ProgressDisplay
{
    private readonly ProgressContext? _context;

    private ProgressDisplay(ProgressContext? context) => _context = context;

    /// <summary>Runs work that may show progress bars; they are gone when it ends.</summary>
    public static Task<T> RunAsync<T>(IAnsiConsole console, Func<ProgressDisplay, Task<T>> work) =>
        console.Profile is { Out.IsTerminal: true, Capabilities.Ansi: true }
            ? console.Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(context => work(new ProgressDisplay(context)))
            : work(new ProgressDisplay(context: null));

    /// <summary>Adds a bar.</summary>
    public Bar Add(string name) => new(_context?.AddTask(name, autoStart: false));

    /// <summary>One bar, which starts to move when it is first set. Safe from any thread.</summary>
    public sealed class Bar(ProgressTask? task)
    {
        /// <summary>Moves the bar.</summary>
        /// <param name="done">What is done.</param>
        /// <param name="total">All that is to be done.</param>
        /// <param name="description">What is shown beside the bar from now on; null for what was shown before.</param>
        public void Set(long done, long total, string? description = null)
        {
            if (task is null)
            {
                return;
            }

            if (!task.IsStarted)
            {
                task.StartTask();
            }

            task.MaxValue = Math.Max(1, total);
            task.Value = done;
            task.Description = description ?? task.Description;
        }
    }
}
