using BotQA.Training.Data;
using BotQA.Training.Tests.Support;
using BotQA.Training.Training;
using BotQA.Training.Unanswerable;

namespace BotQA.Training.Tests.Training;

public sealed class ExampleBuilderTests
{
    private readonly ExampleBuilder _builder = new(Sample.Encoder);

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(256)]
    public void Answerable_LongPassage_HoldsTheAnswerInEveryWindow(int maxTokens)
    {
        var text = string.Join(' ', Enumerable.Range(0, 400).Select(i => i == 250 ? "sapphire dragons" : "common"));
        var question = Sample.Question("What is rare?", Sample.Paragraph(text), "sapphire dragons");

        for (var seed = 0; seed < 50; seed++)
        {
            var example = _builder.Answerable(question, maxTokens, new Random(seed))!;

            Assert.Equal(maxTokens, example.Length);
            Assert.Equal(Sample.Encoder.Encode("sapphire dragons").Ids, example.Window.Ids[example.Start..(example.End + 1)]);
        }
    }

    [Fact]
    public void Answerable_ShortPassage_HasTheShapeOfTheModelsInput()
    {
        var question = Sample.Question("What is rare?", Sample.Paragraph("A red hull."), "red");

        var example = _builder.Answerable(question, 128, new Random(2))!;

        Assert.Equal([TextEncoder.Cls, .. Sample.Encoder.Encode("What is rare?").Ids, TextEncoder.Sep, .. Sample.Encoder.Encode("A red hull.").Ids, TextEncoder.Sep], example.Window.Ids);
        Assert.Equal((7, 7), (example.Start, example.End));
    }

    [Fact]
    public void Answerable_SeveralAnnotators_MostlyTakesWhatMostSaid()
    {
        var question = Sample.Question("What?", Sample.Paragraph("one two three four"), "two three", "two three", "four", "one two three four");

        var taken = Enumerable.Range(0, 200).Select(i => _builder.Answerable(question, 128, new Random(i))!).Count(e => e.End - e.Start == 1);

        Assert.InRange(taken, 140, 195);
    }

    [Fact]
    public void Answerable_AnswerWithoutTokens_IsNull()
    {
        var paragraph = Sample.Paragraph("one two");

        Assert.Null(_builder.Answerable(new QaQuestion("1", "What?", paragraph, [new QaAnswer(" ", 3, null)]), 128, new Random(1)));
    }

    [Fact]
    public void Unanswerable_MadeFromAQuestion_PointsAtTheFirstTokenAndKeepsTheOldAnswerInSight()
    {
        var text = string.Join(' ', Enumerable.Range(0, 400).Select(i => i == 250 ? "sapphire" : "common"));
        var paragraph = Sample.Paragraph(text);
        var near = Sample.Answer(paragraph, "sapphire").Tokens;

        for (var seed = 0; seed < 20; seed++)
        {
            var example = _builder.Unanswerable(new UnanswerablePair("What isn't rare?", paragraph, near), 64, new Random(seed));

            Assert.Equal((0, 0), (example.Start, example.End));
            Assert.Contains(paragraph.Encoded.Ids[near!.Value.First], example.Window.Ids);
        }
    }
}
