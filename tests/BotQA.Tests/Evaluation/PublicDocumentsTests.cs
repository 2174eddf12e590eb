using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Documents;
using BotQA.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Evaluation;

public sealed class PublicDocumentsTests
{
    [Fact]
    public async Task ReadAsync_PublicDocuments_ReadsAllButThoseWithoutText()
    {
        var results = await ReadAsync();

        Assert.Equal(345, results.Count(result => result.Succeeded));
        var failures = results.Where(result => !result.Succeeded).ToList();
        Assert.Equal(130, failures.Count);
        Assert.All(failures, failure => Assert.Contains("shows no text", failure.Failure, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_QuestionsAboutThem_HaveQuotesThatStandInEachOfTheirDocuments()
    {
        var documents = (await ReadAsync()).Select(result => result.Document).OfType<Document>().ToList();

        var set = await EvaluationSetReader.ReadAsync(
            PublicDocuments.Questions, _ => Task.FromResult<IReadOnlyList<Document>>(documents), TestContext.Current.CancellationToken);

        var answerable = set.Questions.Where(question => question.Answerable == true).ToList();
        Assert.Equal((20, 5), (answerable.Count, set.Questions.Count(question => question.Answerable == false)));
        Assert.Equal(0, set.UnlocatedQuotes);
        Assert.All(answerable, question =>
            Assert.Equal(question.Documents.Keys.Order(StringComparer.Ordinal), question.Quotes.Select(quote => quote.DocumentId).Distinct().Order(StringComparer.Ordinal)));
    }

    private static async Task<List<DocumentReadResult>> ReadAsync()
    {
        var path = PublicDocuments.Find();
        await using var services = new ServiceCollection().AddDocumentReaders().BuildServiceProvider();
        return await services.GetRequiredService<KnowledgeFolder>().ReadAsync(path, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
