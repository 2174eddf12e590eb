using System.Globalization;
using BotQA.Bot;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Conversations;
using Spectre.Console;

namespace BotQA.Commands;

/// <summary>A conversation on the terminal: questions and their follow-ups, until the user ends it.</summary>
internal sealed class InteractiveChat(CommandContext context, ConversationAnswerer conversations)
{
    private const string Help = "Ask a question in your own words; follow-ups are understood. /sources shows what the last answer rests on, /explain how it came about, /reset starts over, /exit ends.";
    private static readonly ConversationId Terminal = new("terminal", "", "");

    private Answer? _last;

    /// <summary>Reads messages and answers them until the input ends or the user does.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        context.Out.WriteLine(Help);
        while (await ReadAsync(cancellationToken) is { } message)
        {
            switch (message.ToLowerInvariant())
            {
                case "":
                    break;
                case "/exit" or "/quit" or "exit" or "quit":
                    return;
                case "/help":
                case var _ when UserRequest.KindOf(message) == UserRequestKind.Help:
                    context.Out.WriteLine(Help);
                    break;
                case "/reset":
                    await conversations.ResetAsync(Terminal, cancellationToken);
                    _last = null;
                    context.Out.WriteLine("The conversation is forgotten.");
                    break;
                case "/explain" when _last is not null:
                    ExplanationPrinter.Print(_last, context.Out);
                    break;
                case "/explain":
                    context.Out.WriteLine("There is no answer yet to explain.");
                    break;
                case "/sources":
                    AnswerPrinter.Print(await AskAsync("show me the source", cancellationToken), context.Out);
                    break;
                case ['/', ..]:
                    context.Out.MarkupLineInterpolated($"There is no command [yellow]{TerminalText.Of(message)}[/]. {Help}");
                    break;
                default:
                    _last = await AskAsync(Chosen(message), cancellationToken);
                    AnswerPrinter.Print(_last, context.Out);
                    break;
            }
        }
    }

    private Task<Answer> AskAsync(string message, CancellationToken cancellationToken) => conversations.AskAsync(Terminal, message, cancellationToken: cancellationToken);

    // Readings are offered as a numbered list.
    private string Chosen(string message) =>
        int.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= _last?.Readings.Count
            ? _last.Readings[number - 1]
            : message;

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        context.Out.WriteLine();
        context.Out.Markup("[blue]>[/] ");

        // Reading from a terminal can't be cancelled; the thread that waits is left behind when the program ends.
        var line = await Task.Run(context.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
        return line?.Trim();
    }
}
