using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Documents.Code;
using BotQA.Knowledge.Documents.Html;
using BotQA.Knowledge.Documents.Mail;
using BotQA.Knowledge.Documents.Office;
using BotQA.Knowledge.Documents.Pdf;
using BotQA.Knowledge.Documents.Tables;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the reading of documents.</summary>
public static class DocumentServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="KnowledgeFolder"/> and the readers of text, Markdown, HTML, PDF, Word, PowerPoint, Excel, tables of values, mails and code. Another format is added, or one of
    /// these replaced, by registering a further <see cref="DocumentReader"/>.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    public static IServiceCollection AddDocumentReaders(this IServiceCollection services, Action<DocumentOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<DocumentOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DocumentOptions>, DocumentOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<DocumentReader, TextDocumentReader>(),
            ServiceDescriptor.Singleton<DocumentReader, MarkdownDocumentReader>(),
            ServiceDescriptor.Singleton<DocumentReader, HtmlDocumentReader>(),
            ServiceDescriptor.Singleton<DocumentReader, PdfDocumentReader>(),
            ServiceDescriptor.Singleton<DocumentReader, WordDocumentReader>(),
            ServiceDescriptor.Singleton<DocumentReader, PresentationDocumentReader>(),
            ServiceDescriptor.Singleton<DocumentReader, WorkbookDocumentReader>(),
            ServiceDescriptor.Singleton<DocumentReader, DelimitedDocumentReader>(),
            ServiceDescriptor.Singleton<DocumentReader, MailDocumentReader>(),
            ServiceDescriptor.Singleton<DocumentReader, CodeDocumentReader>(),
        ]);
        services.TryAddSingleton<KnowledgeFolder>();
        return services;
    }
}
