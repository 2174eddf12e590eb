namespace BotQA.Knowledge.Tests.Documents;

public sealed class TextDocumentReaderTests
{
    [Fact]
    public async Task ReadAsync_ParagraphALine_LeavesTheSampleUnchanged()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "knowledge", "victory-day-greetings.txt");
        var file = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

        var document = await Reading.Text(file, "victory-day-greetings.txt");

        Assert.Equal(file.ReplaceLineEndings("\n"), document.Text);
        Assert.Equal("Victory day greetings", document.Title);
        Assert.Equal("victory-day-greetings.txt", document.Id);
        Assert.Empty(document.Sections);
    }

    [Theory]
    [InlineData("reports/annual_report-2024.txt", "Annual report 2024")]
    [InlineData("2024-05-01 minutes.txt", "2024-05-01 minutes")]
    [InlineData("budget-2024-05.txt", "Budget 2024-05")]
    [InlineData("élan.txt", "Élan")]
    [InlineData("_.txt", "_.txt")]
    public async Task ReadAsync_NoTitleLine_MakesTheFileNameReadable(string id, string title) =>
        Assert.Equal(title, (await Reading.Text("Just a sentence.", id)).Title);

    [Theory]
    [InlineData("The Harbour of Ymar\n\nIt was built by monks.", "The Harbour of Ymar")]
    [InlineData("It was built by monks.\n\nThey needed it.", "Notes")]
    [InlineData("Dear all,\n\nthe harbour is open.", "Notes")]
    [InlineData("Ada Lovelace\nLondon\n\nThe harbour is open.", "Notes")]
    [InlineData("Only one line", "Notes")]
    public async Task ReadAsync_FirstLine_IsTheTitleWhenItLooksLikeOne(string text, string title) =>
        Assert.Equal(title, (await Reading.Text(text)).Title);
}
