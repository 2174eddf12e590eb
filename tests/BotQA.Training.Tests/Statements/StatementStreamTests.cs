using BotQA.Knowledge.Verification;
using BotQA.Training.Data;
using BotQA.Training.Statements;
using BotQA.Training.Tests.Support;

namespace BotQA.Training.Tests.Statements;

public class StatementStreamTests
{
    private static readonly WordNet WordNet = new(Path.Combine(AppContext.BaseDirectory, "wordnet"));

    [Fact]
    public void Draw_SameSeed_DrawsTheSame()
    {
        var stream = Stream();

        Assert.Equal(stream.Draw(new Random(5)), stream.Draw(new Random(5)));
    }

    [Fact]
    public void Draw_Many_HalfAreSupported()
    {
        var stream = Stream();
        var random = new Random(7);

        var supported = Enumerable.Range(0, 400).Count(_ => stream.Draw(random).IsSupported);

        Assert.InRange(supported, 150, 250);
    }

    [Fact]
    public void Spoil_EveryFault_ChangesTheStatement()
    {
        var set = Set();
        var paragraph = set.Paragraphs[0];
        string[] sentences = ["The abbey was founded in 1142 by Bernard of Clairvaux.", "Its monks drained the marsh near Lincoln before 1160."];
        var spoiler = new StatementSpoiler(new(set.Questions), WordNet, ["The council met on Tuesday in the old library."]);
        foreach (var fault in Enum.GetValues<StatementFault>())
        {
            var made = Enumerable.Range(0, 20).Select(seed => spoiler.Spoil(sentences[0], paragraph, sentences, fault, new Random(seed))).OfType<string>().ToList();

            Assert.DoesNotContain(sentences[0], made);
            Assert.All(made, m => Assert.EndsWith(".", m, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Vary_DateAndNumber_KeepTheirValue()
    {
        var rewording = new Rewording(WordNet);

        var made = Enumerable.Range(0, 40).Select(seed => rewording.Vary("On 15 March the three ships left.", new Random(seed))).ToList();

        Assert.All(made, m => Assert.True(m.Contains("15 March", StringComparison.Ordinal) || m.Contains("March 15", StringComparison.Ordinal) || m.Contains("15 march", StringComparison.OrdinalIgnoreCase)));
        Assert.Contains(made, m => m.Contains("3 ships", StringComparison.Ordinal));
    }

    private static StatementStream Stream() => new([Set()], Sample.Encoder, WordNet);

    private static QaSet Set()
    {
        const string Text = "The abbey was founded in 1142 by Bernard of Clairvaux. Its monks drained the marsh near Lincoln before 1160. The last abbot left in 1539.";
        var paragraph = new QaParagraph("sample", "Abbeys", Sample.Encoder.Encode(Text));
        QaQuestion Ask(string question, string answer) =>
            new(question, question, paragraph, [new QaAnswer(answer, Text.IndexOf(answer, StringComparison.Ordinal), new TokenSpan(0, 0))]);
        return new QaSet("sample", 1, [paragraph], [Ask("When was the abbey founded?", "1142"), Ask("Who founded the abbey?", "Bernard of Clairvaux"), Ask("When did the last abbot leave?", "1539")]);
    }
}
