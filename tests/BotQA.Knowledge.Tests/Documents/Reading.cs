using System.Text;
using BotQA.Knowledge.Documents;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Tests.Documents;

/// <summary>Short ways to read documents in tests.</summary>
internal static class Reading
{
    public static Task<Document> Text(string text, string id = "notes.txt") => Text(Encoding.UTF8.GetBytes(text), id);

    public static Task<Document> Text(byte[] bytes, string id = "notes.txt") => With(new TextDocumentReader(), bytes, id);

    public static Task<Document> Markdown(string text, string id = "guide.md") =>
        With(new MarkdownDocumentReader(), Encoding.UTF8.GetBytes(text), id);

    public static async Task<Document> With(DocumentReader reader, byte[] bytes, string id) =>
        (await reader.ReadAsync(new DocumentSource(id, new MemoryStream(bytes)), TestContext.Current.CancellationToken)).Document;

    public static KnowledgeFolder Folder(int maxFileBytes = 1 << 20) => new(
        [new TextDocumentReader(), new MarkdownDocumentReader()], Options.Create(new DocumentOptions { MaxFileBytes = maxFileBytes }));

    public static async Task<List<DocumentReadResult>> All(this KnowledgeFolder folder, string path)
    {
        var results = new List<DocumentReadResult>();
        await foreach (var result in folder.ReadAsync(path, TestContext.Current.CancellationToken))
        {
            results.Add(result);
        }

        return results;
    }
}
