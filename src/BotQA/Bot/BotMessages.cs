using System.Globalization;
using BotQA.ActivityProtocol.Schema;
using BotQA.Bot.Rendering;
using BotQA.Knowledge.Storage;
using BotQA.Uploads;
using BotQA.Web;

namespace BotQA.Bot;

/// <summary>What the bot says of itself.</summary>
internal sealed class BotMessages(KnowledgeState knowledge, IDocumentCatalog catalog, ExampleQuestions examples)
{
    private const int MaxTitles = 20;
    private const string Promise = "Every answer quotes the sentences it rests on. When the documents don't answer, I say so.";

    public const string Empty = "I didn't catch a question there. Ask me anything about the documents, or say **help**.";
    public const string TooFast = "That's more questions than I can take in such a short time. Please wait a minute and ask again.";

    /// <summary>What is said first in a conversation.</summary>
    public Task<Activity> WelcomeAsync(CancellationToken cancellationToken) => IntroduceAsync("Hello! I'm BotQA.", cancellationToken);

    /// <summary>What the bot can do.</summary>
    public Task<Activity> HelpAsync(CancellationToken cancellationToken) =>
        IntroduceAsync("Ask me a question in your own words. Say **what documents do you have?** for the list, use the thumbs below an answer to tell whether it helped, and send me a file in a chat of our own to ask about it.", cancellationToken);

    /// <summary>The titles of the documents.</summary>
    /// <param name="flavor">Who reads them.</param>
    /// <param name="uploads">The files of the conversation.</param>
    public Activity Documents(MarkdownFlavor flavor, IReadOnlyList<UploadedFile> uploads)
    {
        if (NotReady() is { } notReady)
        {
            return Markdown(notReady);
        }

        var titles = catalog.ListTitles().Select(document => document.Title).ToList();
        var lines = titles.Take(MaxTitles).Select(title => $"- {MarkdownText.Link(title, address: null, flavor)}");
        var rest = titles.Count > MaxTitles ? $"\n\n... and {Number(titles.Count - MaxTitles)} more." : "";
        var own = uploads.Select(file => $"- {MarkdownText.Link(file.Name, address: null, flavor)}").ToList();
        var ownText = own.Count == 0 ? "" : $"In this conversation alone, I also know what you sent me:\n\n{string.Join('\n', own)}\n\n";
        return Markdown($"{ownText}I know {Count(titles.Count)}:\n\n{string.Join('\n', lines)}{rest}");
    }

    /// <summary>Why questions can't be answered yet, or null when they can.</summary>
    public string? NotReady() => knowledge.Current switch
    {
        { IsReady: true } => null,
        { Failure: not null } => "I can't answer at the moment: my documents could not be read. Whoever runs me will find the reason in the log.",
        _ => "I'm still reading the documents. Please ask again in a moment.",
    };

    /// <summary>What is shown while the documents are searched.</summary>
    public string Searching() => $"Searching {Count(catalog.Count)}...";

    private static Activity Markdown(string text) => MessageFactory.Text(text, TextFormats.Markdown);

    private static string Count(int documents) => $"{Number(documents)} document{(documents == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private async Task<Activity> IntroduceAsync(string beginning, CancellationToken cancellationToken)
    {
        if (NotReady() is { } notReady)
        {
            return Markdown($"{beginning} {Promise}\n\n{notReady}");
        }

        var questions = await examples.GetAsync(cancellationToken);
        var message = Markdown($"{beginning} I answer from {Count(catalog.Count)}. {Promise}");
        if (questions.Count > 0)
        {
            message.SuggestedActions = MessageFactory.SuggestedActions(text: null, questions).SuggestedActions;
        }

        return message;
    }
}
