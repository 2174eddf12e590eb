using BotQA.Knowledge.Generation;

namespace BotQA.Knowledge.Tests.Generation;

public class GeneratedTextReaderTests
{
    [Theory]
    [InlineData("It is open [1]. It costs 3.5 euros [2].", "It is open.|1", "It costs 3.5 euros.|2")]
    [InlineData("It is open. [1] It is free. [2][3]", "It is open.|1", "It is free.|2,3")]
    [InlineData("It is open [1, 3].", "It is open.|1,3")]
    [InlineData("It is open 【2†source】.", "It is open.|2")]
    [InlineData("It is open [passage 2].", "It is open.|2")]
    [InlineData("- It is **open** [1]\n- It is `free` [2]", "It is open|1", "It is free|2")]
    [InlineData("## Answer\nIt is open [1].", "Answer|", "It is open.|1")]
    [InlineData("See [the page](https://example.com/x) [1].", "See the page.|1")]
    [InlineData("It is open ![logo](https://example.com/x.png) [1].", "It is open.|1")]
    [InlineData("It is <b>open</b> [1].", "It is open.|1")]
    [InlineData("A &amp; B are open [1].", "A & B are open.|1")]
    [InlineData("<think>Let me see [1].</think>It is open [2].", "It is open.|2")]
    [InlineData("Dr. Ruiz came [1]. She left at 9 a.m. on Friday [2].", "Dr. Ruiz came.|1", "She left at 9 a.m. on Friday.|2")]
    [InlineData("NOT_FOUND", "NOT_FOUND|")]
    [InlineData(" \n ")]
    public void AppendAndComplete_InPiecesOfAnySize_GiveTheSameSentences(string text, params string[] expected)
    {
        for (var size = 1; size <= text.Length; size++)
        {
            var reader = new GeneratedTextReader();
            var sentences = text.Chunk(size).SelectMany(piece => reader.Append(new string(piece))).ToList();
            sentences.AddRange(reader.Complete());

            Assert.Equal(expected, sentences.Select(sentence => $"{sentence.Text}|{string.Join(',', sentence.Passages)}"));
        }
    }

    [Fact]
    public void Append_NextSentenceBegun_GivesTheOneBefore()
    {
        var reader = new GeneratedTextReader();

        Assert.Empty(reader.Append("It is open [1]."));
        Assert.Empty(reader.Append(" [2"));
        Assert.Equal("It is open.", Assert.Single(reader.Append("] It is ")).Text);
    }

    [Fact]
    public void Append_TextWithoutEnd_IsRefused()
    {
        var reader = new GeneratedTextReader();

        Assert.Throws<ModelException>(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                reader.Append(new string('x', 1_000));
            }
        });
    }
}
