using BotQA.Evaluation.Sets;
using BotQA.Tests.Support;

namespace BotQA.Tests.Evaluation;

public class SharedDataSetsTests
{
    [Theory]
    [InlineData("squad/new_wiki.json", 1581, 7938, 7938, 0)]
    [InlineData("beir/scifact", 5183, 300, 0, 0)]
    [InlineData("sets/qed", 692, 536, 536, 0)]
    [InlineData("sets/conversations", 1152, 265, 181, 40)]
    public async Task ReadAsync_PublicSet_FindsAllItHolds(string name, int documents, int questions, int answerable, int unanswerable)
    {
        var set = await EvaluationSetReader.ReadAsync(SharedData.Find(name), TestContext.Current.CancellationToken);

        Assert.Equal((documents, questions), (set.Documents.Count, set.Questions.Count));
        Assert.Equal((answerable, unanswerable), (set.Questions.Count(q => q.Answerable == true), set.Questions.Count(q => q.Answerable == false)));
        Assert.Equal(0, set.UnlocatedQuotes);
    }

    [Fact]
    public async Task ReadAsync_NewWiki_LocatesEveryAnswer()
    {
        var set = await EvaluationSetReader.ReadAsync(SharedData.Find("squad/new_wiki.json"), TestContext.Current.CancellationToken);
        var texts = set.Documents.ToDictionary(d => d.Id, d => d.Text);

        Assert.All(set.Questions, q =>
        {
            Assert.NotEmpty(q.Quotes);
            Assert.All(q.Quotes, gold => Assert.Contains(gold.Span.Of(texts[gold.DocumentId]), q.Answers));
        });
    }
}
