using System.Diagnostics.CodeAnalysis;

[assembly: SuppressMessage(
    "Naming",
    "CA1716:Identifiers should not match keywords",
    Justification = "The name that bots know from the Bot Framework.",
    Scope = "member",
    Target = "~M:BotQA.ActivityProtocol.Hosting.IMiddleware.OnTurnAsync(BotQA.ActivityProtocol.Hosting.ITurnContext,BotQA.ActivityProtocol.Hosting.NextDelegate,System.Threading.CancellationToken)~System.Threading.Tasks.Task")]
[assembly: SuppressMessage(
    "Naming",
    "CA1711:Identifiers should not have incorrect suffix",
    Justification = "The name that bots know from the Bot Framework.",
    Scope = "type",
    Target = "~T:BotQA.ActivityProtocol.Hosting.NextDelegate")]
