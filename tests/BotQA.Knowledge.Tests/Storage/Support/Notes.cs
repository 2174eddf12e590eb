using System.Globalization;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.VectorData;

namespace BotQA.Knowledge.Tests.Storage.Support;

/// <summary>In-memory collections and records for the tests of the store itself.</summary>
internal static class Notes
{
    public static async Task<InMemoryVectorStoreCollection<string, KnowledgeChunk>> CreateAsync(InMemoryVectorStoreOptions? options = null)
    {
        var collection = new InMemoryVectorStore(options).GetCollection<string, KnowledgeChunk>("notes");
        await collection.EnsureCollectionExistsAsync(TestContext.Current.CancellationToken);
        return collection;
    }

    public static IKeywordIndex Keywords(this VectorStoreCollection<string, KnowledgeChunk> collection) =>
        Assert.IsType<IKeywordIndex>(collection.GetService(typeof(IKeywordIndex)), exactMatch: false);

    public static KnowledgeChunk Chunk(string document, int index, string text, string title = "", string section = "") => new()
    {
        Key = string.Create(CultureInfo.InvariantCulture, $"{document}#{index}"),
        DocumentId = document,
        Index = index,
        Title = title,
        Section = section,
        Text = text,
        Start = 0,
        End = text.Length,
        SentenceOffsets = [0, text.Length],
    };

    public static async Task<string[]> FindAsync(this IKeywordIndex keywords, string query, int top = 10, params string[] documents)
    {
        var options = documents.Length == 0 ? null : new KeywordSearchOptions { DocumentIds = documents };
        var result = await keywords.SearchAsync(query, top, options, TestContext.Current.CancellationToken);
        return [.. result.Matches.Select(match => match.Key)];
    }
}
