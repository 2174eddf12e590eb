using System.CommandLine;
using System.Text.Json;
using BotQA.Json;
using BotQA.Knowledge.Conversations;

namespace BotQA.Commands;

/// <summary><c>botqa ask</c>: one question, one answer; without a question a conversation on the terminal.</summary>
internal sealed class AskCommand : Command
{
    private readonly Argument<string?> _question = new("question")
    {
        Description = "The question, in quotation marks. Without one, a conversation begins on the terminal.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };
    private readonly Option<bool> _explain = new("--explain") { Description = "Also print the passages considered with the scores of each stage." };
    private readonly CommandContext _context;
    private readonly CommonOptions _options;

    public AskCommand(CommandContext context, CommonOptions options)
        : base("ask", "Answers questions from the documents, with quotes: one, or those of a conversation on the terminal.")
    {
        _context = context;
        _options = options;
        Add(_question);
        Add(_json);
        Add(_explain);
        Add(options.Knowledge);
        Validators.Add(result =>
        {
            if (result.GetValue(_question) is null && (!_context.IsInteractive || result.GetValue(_json)))
            {
                result.AddError("There is no question: give one in quotation marks. Without a question, ask is a conversation on a terminal.");
            }
        });
        SetAction(RunAsync);
    }

    public static IReadOnlyList<string> Examples { get; } =
    [
        """botqa ask "How long was the truce that Russia declared?" """.TrimEnd(),
        """botqa ask "Who signed the contract?" --knowledge ~/contracts --explain""",
        """botqa ask "Who signed the contract?" --json | jq .answer""",
        "botqa ask",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = CommandSession.Open(parsed, _options, _context);
        var answerer = await session.LoadAnswererAsync(cancellationToken);
        if (parsed.GetValue(_question) is not { } question)
        {
            await new InteractiveChat(_context, session.Get<ConversationAnswerer>()).RunAsync(cancellationToken);
            return BotQACommandLine.Done;
        }

        var answer = await answerer.AnswerAsync(question, cancellationToken: cancellationToken);
        var explain = parsed.GetValue(_explain);
        if (parsed.GetValue(_json))
        {
            await _context.Out.Profile.Out.Writer.WriteLineAsync(JsonSerializer.Serialize(AnswerJson.Of(answer, explain), BotQAJson.Indented).AsMemory(), cancellationToken);
        }
        else
        {
            AnswerPrinter.Print(answer, _context.Out);
            if (explain)
            {
                ExplanationPrinter.Print(answer, _context.Out);
            }
        }

        return BotQACommandLine.Done;
    }
}
