using BotQA.Bot;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Tests.Support;
using Microsoft.Extensions.Options;

namespace BotQA.Tests.Bot;

public sealed class ExampleQuestionsTests
{
    private const string Built = "The lighthouse was built in 1874 by Ingrid Solberg.";

    private static readonly Document Lighthouse = New("lighthouse.md", $"{Built} A keeper is a person who minds the lamp. The stairs are 30 metres high.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetAsync_DocumentWithFacts_AsksOfDifferentKinds() =>
        Assert.Equal(["Who built the lighthouse?", "How high are the stairs?", "When was the lighthouse built?"], await ExamplesAsync(FromTheirSentences, Lighthouse));

    [Fact]
    public async Task GetAsync_SeveralDocuments_AsksOfEachBeforeASecondOfAny()
    {
        var questions = await ExamplesAsync(FromTheirSentences, Lighthouse, New("pass.md", "The annual pass costs $40. It is sold at the gate."));

        Assert.Contains("How much does the annual pass cost?", questions.Take(2));
    }

    [Fact]
    public async Task GetAsync_QuestionAnsweredFromElsewhere_IsNotOffered() => Assert.Empty(await ExamplesAsync(
        question => Answered(question, Lighthouse, "A keeper is a person who minds the lamp."), New("other.md", Built)));

    [Fact]
    public async Task GetAsync_NothingAnswered_IsEmpty() => Assert.Empty(await ExamplesAsync(question => Some.NotFound(question), Lighthouse));

    [Fact]
    public async Task GetAsync_ManyDocuments_TriesFewQuestions()
    {
        var answerer = new ScriptedAnswerer(question => Some.NotFound(question));
        using var examples = new ExampleQuestions(
            Options.Create(new BotOptions()), new FixedCatalog(Enumerable.Range(0, 500).Select(i => New($"{i}.md", $"The bridge of Norvik {i} was built in 1874 by Ingrid Solberg."))), answerer);

        await examples.GetAsync(Token);

        Assert.InRange(answerer.Asked.Count, 1, 20);
    }

    [Fact]
    public void Of_HeadingsOfInstructions_AskHow()
    {
        const string text = "Adding documents\n\nPut them there.\n\nHow to start it\n\nCall it.\n\nWhat does it cost?\n\nNothing.\n\nPrivacy\n\nIt keeps nothing.";
        var document = New("handbook.md", text) with
        {
            Sections =
            [
                new Section(["Adding documents"], new TextSpan(0, 34)),
                new Section(["How to start it"], new TextSpan(35, 60)),
                new Section(["What does it cost?"], new TextSpan(61, 90)),
                new Section(["Privacy"], new TextSpan(90, text.Length)),
            ],
        };

        Assert.Equal(
            ["How do I add documents?", "How do I start it?", "What does it cost?", "What do the documents say about Privacy?"],
            ExampleCandidates.Of(document).Select(candidate => candidate.Question));
    }

    private static async Task<IReadOnlyList<string>> ExamplesAsync(Func<string, Answer> script, params Document[] documents)
    {
        using var examples = new ExampleQuestions(Options.Create(new BotOptions()), new FixedCatalog(documents), new ScriptedAnswerer(script));
        return await examples.GetAsync(Token);
    }

    // Quotes the whole document, as whoever answers from the right sentence does at least.
    private static Answer FromTheirSentences(string question) =>
        question.Contains("pass", StringComparison.Ordinal)
            ? Answered(question, New("pass.md", "The annual pass costs $40. It is sold at the gate."), "The annual pass costs $40.")
            : Answered(question, Lighthouse, Lighthouse.Text);

    private static Answer Answered(string question, Document document, string quote) => Some.Answered(question, quote, document, quote);

    private static Document New(string id, string text) => new() { Id = id, Title = id, Text = text };
}
