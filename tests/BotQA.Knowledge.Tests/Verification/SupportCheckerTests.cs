using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Support;
using BotQA.Knowledge.Verification;

namespace BotQA.Knowledge.Tests.Verification;

public sealed class SupportCheckerTests : IDisposable
{
    private const string Keeper = "The keeper lives nearby.";

    private const string Harbour =
        "The ferry carries 120 passengers and 18 cars. The engineer Solberg built the pier. Lund painted the lighthouse. The tower is made of stone. Bicycles cost 2 crowns. Dogs travel free.";

    private static readonly WordNet WordNet = new(Path.Combine(AppContext.BaseDirectory, "wordnet"));

    private readonly FixedAnalyzer _analyzer = new();

    public void Dispose() => _analyzer.Dispose();

    [Theory]
    [InlineData(-9.0)]
    [InlineData(1.7)]
    public void Check_RulesFindItButTheJudgeDoesNot_IsNotStated(double odds) =>
        Assert.Equal(SupportObjection.NotStated, Check("The keeper lives nearby.", odds).Objection);

    [Fact]
    public void Check_RulesCannotFollowButTheJudgeIsSure_IsSupportedByThePassagesSentence()
    {
        var verdict = Check("The home of the keeper is not far away.", odds: 4);

        Assert.Null(verdict.Objection);
        Assert.Equal(["The keeper lives nearby."], verdict.Quotes.Select(quote => quote.Text));
        Assert.InRange(verdict.Support, 0.9, 1);
    }

    [Fact]
    public void Check_RulesCannotFollowAndTheJudgeIsNotSure_IsNotStated() =>
        Assert.Equal(SupportObjection.NotStated, Check("The home of the keeper is not far away.", odds: 1.7).Objection);

    [Fact]
    public void Check_NumberThatIsNotThere_IsCutWhateverTheJudgeSays() =>
        Assert.Equal(SupportObjection.Number, Check("The keeper lives 3 kilometres away.", odds: 9).Objection);

    [Fact]
    public void Check_NameThatIsNotThere_IsCutWhateverTheJudgeSays() =>
        Assert.Equal(SupportObjection.Name, Check("The keeper Olsen lives nearby.", odds: 9).Objection);

    [Theory]
    [InlineData("Bicycles cost 3 crowns.", "Bicycles cost 2 crowns.")]
    [InlineData("Lund painted the pier.", "The engineer Solberg built the pier. Lund painted the lighthouse.")]
    public void Check_NotSupported_QuotesNoMoreThanWhatComesClosest(string sentence, string expected)
    {
        var verdict = Check(sentence, odds: -9, Harbour);

        Assert.NotNull(verdict.Objection);
        Assert.Equal(expected, Assert.Single(verdict.Quotes).Text);
    }

    [Theory]
    [InlineData("The ferry carries 18 passengers.", SupportObjection.Number)]
    [InlineData("The engineer Lund built the pier.", SupportObjection.Name)]
    [InlineData("The ferry does not carry 120 passengers.", SupportObjection.Negation)]
    public void Check_RulesObjectToWhatThePassageHas_OnlyASurerJudgeKnowsBetter(string sentence, SupportObjection objection)
    {
        Assert.Equal(objection, Check(sentence, odds: null, Harbour).Objection);
        Assert.Equal(objection, Check(sentence, odds: 2.7, Harbour).Objection);
        Assert.Null(Check(sentence, odds: 2.8, Harbour).Objection);
    }

    [Theory]
    [InlineData("At 5 you travel free.", "I'm five, do I pay?", SupportObjection.Number)]
    [InlineData("You travel free on Wednesday.", "what about wednesday?", SupportObjection.Name)]
    public void Check_NumberOrNameThatTheUserTold_IsLeftToTheJudge(string sentence, string question, SupportObjection untold)
    {
        Assert.Null(Check(sentence, odds: 4, Harbour, question).Objection);
        Assert.Equal(SupportObjection.NotStated, Check(sentence, odds: 1, Harbour, question).Objection);
        Assert.Equal(SupportObjection.NotStated, Check(sentence, odds: null, Harbour, question).Objection);
        Assert.Equal(untold, Check(sentence, odds: 9, Harbour, "Who travels free?").Objection);
    }

    [Fact]
    public void Check_UserToldOneNumberAndTheSentenceHasAnother_IsCutWhateverTheJudgeSays() =>
        Assert.Equal(SupportObjection.Number, Check("At 6 you travel free.", odds: 9, Harbour, "I'm five, do I pay?").Objection);

    [Fact]
    public void Check_SaysHowManyThePassageNames_IsLeftToTheJudge()
    {
        const string sentence = "The two bakeries differed: Brotmann lost 5 million euros while Lindqvist made 19 million.";
        const string passage = "The bakery Brotmann lost 5 million euros. The bakery Lindqvist made 19 million.";

        Assert.Null(Check(sentence, odds: 4, passage).Objection);
        Assert.Equal(SupportObjection.Number, Check(sentence, odds: 2.7, passage).Objection);
        Assert.Equal(SupportObjection.Number, Check(sentence, odds: null, passage).Objection);
    }

    [Theory]
    [InlineData("The ferry carries two cars.")]
    [InlineData("The ferry carries the four bicycles that stand on the pier.")]
    [InlineData("The ferry carries 3 cars.")]
    [InlineData("The ferry sails from the third pier.")]
    [InlineData("The ferry carries the two hundred cars.")]
    public void Check_SmallNumberThatIsNoCountOfWhatThePassageNames_IsCutWhateverTheJudgeSays(string sentence) =>
        Assert.Equal(SupportObjection.Number, Check(sentence, odds: 9, "The ferry carries cars and bicycles. It sails from the pier.").Objection);

    [Theory]
    [InlineData("Dogs travel free, I'm afraid.")]
    [InlineData("Dogs, I’d say, travel free.")]
    [InlineData("Dogs travel free, and I know it.")]
    public void Check_SpeaksOfItself_IsNoName(string sentence) => Assert.Null(Check(sentence, odds: 4, Harbour).Objection);

    [Fact]
    public void Check_PronounAndVerbInOne_SaysNothingByItself() => Assert.Null(Check("They'll travel free, the dogs.", odds: null, Harbour).Objection);

    [Theory]
    [InlineData("No, dogs travel free.")]
    [InlineData("Yes: dogs travel free.")]
    [InlineData("No – dogs travel free.")]
    public void Check_ReplyToTheQuestionBefore_IsNoPartOfTheStatement(string sentence) =>
        Assert.Null(Check(sentence, odds: null, Harbour).Objection);

    [Fact]
    public void Check_NoThatBelongsToTheSentence_IsADenial() =>
        Assert.Equal(SupportObjection.Negation, Check("No dogs travel free.", odds: null, Harbour).Objection);

    [Fact]
    public void Check_FactsFarApart_AreQuotedEach()
    {
        var verdict = Check("The ferry carries 120 passengers and 18 cars, and dogs travel free.", odds: null, Harbour);

        Assert.Null(verdict.Objection);
        Assert.Equal(["The ferry carries 120 passengers and 18 cars.", "Dogs travel free."], verdict.Quotes.Select(quote => quote.Text));
    }

    [Fact]
    public void Check_PronounBringsItsNamesSentenceAlong_QuotesDoNotOverlap()
    {
        const string text = "Berg ran the inn from 1900 to 1931. Guests paid 3 crowns. Ida Lund bought it. She closed the inn in 1940.";

        var verdict = Check("Berg ran the inn from 1900 to 1931, guests paid 3 crowns, and Ida Lund closed the inn in 1940.", odds: 9, text);

        Assert.Null(verdict.Objection);
        Assert.Equal(text, Assert.Single(verdict.Quotes).Text);
    }

    [Fact]
    public void Check_NoJudge_RulesDecide()
    {
        Assert.Null(Check("The keeper lives nearby.", odds: null).Objection);
        Assert.Equal(SupportObjection.NotStated, Check("The home of the keeper is not far away.", odds: null).Objection);
    }

    [Fact]
    public void Check_Cancelled_EndsBetweenQuotes()
    {
        var checker = Checker(odds: null);
        using var turn = new CancellationTokenSource();

        // The first passage is looked at, and then time is up.
        var read = 0;
        IReadOnlyList<KnowledgeChunk> cited = [.. Enumerable.Range(0, 5).Select(Chunk)];
        Assert.Throws<OperationCanceledException>(() => checker.Check("The lighthouse is 27 metres tall.", new WatchedChunks(cited, () =>
        {
            read++;
            turn.Cancel();
        }), cancellationToken: turn.Token));

        Assert.Equal(1, read);
    }

    private SupportChecker Checker(double? odds) => new(new PassageMatcher(_analyzer), WordNet, new FixedSupportModel(odds));

    private SupportVerdict Check(string sentence, double? odds, string text = Keeper, string question = "") =>
        Checker(odds).Check(sentence, [Chunk(0, text)], question, TestContext.Current.CancellationToken);

    private static KnowledgeChunk Chunk(int index) => Chunk(index, Keeper);

    private static KnowledgeChunk Chunk(int index, string text) => new()
    {
        Key = KnowledgeChunk.KeyOf("storvik.txt", index),
        DocumentId = "storvik.txt",
        Index = index,
        Title = "Storvik",
        Section = "",
        Text = text,
        Start = 0,
        End = text.Length,
        SentenceOffsets = [.. SentenceSplitter.Split(text).SelectMany(span => new[] { span.Start, span.End })],
    };

    /// <summary>Tells when a passage is taken.</summary>
    private sealed class WatchedChunks(IReadOnlyList<KnowledgeChunk> chunks, Action taken) : IReadOnlyList<KnowledgeChunk>
    {
        public int Count => chunks.Count;

        public KnowledgeChunk this[int index] => chunks[index];

        public IEnumerator<KnowledgeChunk> GetEnumerator()
        {
            foreach (var chunk in chunks)
            {
                taken();
                yield return chunk;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
