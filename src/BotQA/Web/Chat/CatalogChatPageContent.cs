using BotQA.Knowledge.Storage;
using Microsoft.Extensions.Options;

namespace BotQA.Web.Chat;

/// <summary>Takes the documents from the catalog and the words from the settings.</summary>
internal sealed class CatalogChatPageContent(IDocumentCatalog catalog, KnowledgeState state, IOptions<ChatPageOptions> options) : IChatPageContent
{
    /// <inheritdoc/>
    public ValueTask<ChatPageContent> GetAsync(CancellationToken cancellationToken = default)
    {
        var current = state.Current;
        ChatPageDocument[] documents = current.IsReady ? [.. catalog.List().Select(document => new ChatPageDocument(document.Id, document.Title))] : [];
        return ValueTask.FromResult(new ChatPageContent(options.Value.Name, options.Value.Description, documents, [.. options.Value.Examples], current.IsReady, current.Failure));
    }
}
