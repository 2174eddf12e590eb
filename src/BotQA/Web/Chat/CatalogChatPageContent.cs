using BotQA.Bot;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.Options;

namespace BotQA.Web.Chat;

/// <summary>Takes the documents from the catalog, the examples from the bot, and the words from the settings.</summary>
internal sealed class CatalogChatPageContent(IDocumentCatalog catalog, KnowledgeState state, ExampleQuestions examples, IOptions<ChatPageOptions> options)
    : IChatPageContent
{
    /// <inheritdoc/>
    public async ValueTask<ChatPageContent> GetAsync(CancellationToken cancellationToken = default)
    {
        var current = state.Current;
        if (!current.IsReady)
        {
            return new ChatPageContent(options.Value.Name, options.Value.Description, Documents: [], Examples: [], Ready: false, current.Failure);
        }

        return new ChatPageContent(
            options.Value.Name,
            options.Value.Description,
            [.. catalog.ListTitles().Select(document => new ChatPageDocument(document.Id, document.Title))],
            await examples.GetAsync(cancellationToken),
            Ready: true,
            Problem: null);
    }
}
