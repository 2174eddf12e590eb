using System.Text.Json;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.EndToEnd.Tests.Support;

/// <summary>Says the kinds of things that the real bot says.</summary>
internal sealed class DemoBot : ActivityHandler
{
    public const string Quote = "The celebrations in Moscow, including the military parade on Red Square, were attended by upwards of 30 foreign leaders.";

    protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(
            MessageFactory.SuggestedActions("Hello! I answer questions from **3 documents** and show the sentences that the answer rests on.", "How many foreign leaders attended?", "Who skipped the event?"),
            cancellationToken);

    protected override async Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        await turnContext.SendActivityAsync(MessageFactory.Typing(), cancellationToken);
        await turnContext.SendActivityAsync(turnContext.Activity.Text!.Contains("leaders", StringComparison.Ordinal) ? Answer() : NotFound(), cancellationToken);
    }

    private static Activity NotFound() => MessageFactory.Text("**That is not in the documents.**\n\nThe closest I found is in *Victory Day greetings*.", TextFormats.Markdown);

    private static Activity Answer()
    {
        var message = MessageFactory.Text("Upwards of **30 foreign leaders** attended the parade on Red Square [1], among them those of China and Brazil [2].\n\n[1]: cite:1 \"Victory Day greetings\"\n[2]: cite:2 \"Victory Day greetings\"\n", TextFormats.Markdown);
        message.Entities =
        [
            JsonSerializer.Deserialize<Entity>(
                $$"""
                {"type":"https://schema.org/Message","@type":"Message","@context":"https://schema.org","@id":"","additionalType":["AIGeneratedContent"],
                 "citation":[
                   {"@type":"Claim","position":1,"claimInterpreter":{"@type":"Project","name":"BotQA","slogan":"AI-generated answer"},"appearance":{"@type":"DigitalDocument","name":"Victory Day greetings","text":"> {{Quote}}\n\n[Show in the document](http://localhost/)"} },
                   {"@type":"Claim","position":2,"appearance":{"@type":"DigitalDocument","name":"Victory Day greetings","text":"> including those of China, Brazil, Egypt"} }],
                 "potentialAction":[{"@type":"LikeAction","@id":"urn:botqa:answer:1:like","actionStatus":"PotentialActionStatus"},{"@type":"DislikeAction","@id":"urn:botqa:answer:1:dislike","actionStatus":"PotentialActionStatus"}]}
                """,
                JsonSerializerOptions.Web)!,
        ];
        return message;
    }
}
