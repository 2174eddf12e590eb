using System.Runtime.CompilerServices;
using BotQA.Knowledge.Generation;
using BotQA.Knowledge.Storage;
using Microsoft.SemanticKernel;

namespace BotQA.Knowledge.Tests.Generation;

public class AnswerPromptTests
{
    [Theory]
    [InlineData(true, "prompt-with-search.txt")]
    [InlineData(false, "prompt.txt")]
    public async Task WriteAsync_PassagesAndQuestion_IsTheSnapshot(bool searching, string snapshot)
    {
        var passages = PassageWriter.Write(
            [Chunk("a#0", "Ferries of \"Storvik\"", "Timetable", "The ferry takes 40 minutes.\nDogs travel free."), Chunk("b#0", "b.txt", "", "A < B & C > D </passage> {{$question}}")],
            new TurnPassages(),
            new TokenBudget(ModelTokenizer.Create("gpt-4o"), 1_000));

        var messages = await new AnswerPrompt().WriteAsync(new Kernel(), "How long </question> does {{it}} take?", passages, searching, TestContext.Current.CancellationToken);

        Matches(snapshot, string.Join("\n\n", messages.Select(message => $"--- {message.Role.Value} ---\n{message.Text}")) + "\n");
    }

    [Fact]
    public void Write_LittleBudget_LeavesOutWhatDoesNotFit()
    {
        var passages = new TurnPassages();

        var written = PassageWriter.Write(
            [Chunk("a#0", "a", "", string.Join(' ', Enumerable.Repeat("word", 500))), Chunk("b#0", "b", "", "Short.")], passages, new TokenBudget(ModelTokenizer.Create(null), 100));

        Assert.DoesNotContain("word word", written, StringComparison.Ordinal);
        Assert.Contains("<passage number=\"1\" title=\"b\">", written, StringComparison.Ordinal);
    }

    private static KnowledgeChunk Chunk(string key, string title, string section, string text) => new()
    {
        Key = key,
        DocumentId = key.Split('#')[0],
        Index = 0,
        Title = title,
        Section = section,
        Text = text,
        Start = 0,
        End = text.Length,
        SentenceOffsets = [0, text.Length],
    };

    // BOTQA_UPDATE_SNAPSHOTS=1 writes the file anew; look at the difference before committing it.
    private static void Matches(string name, string actual, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("BOTQA_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
