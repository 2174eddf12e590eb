using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Tests.Documents.Fixtures;

namespace BotQA.Knowledge.Tests.Documents;

/// <summary>Questions whose answers sit where only a reader of the format finds them, asked of the real index.</summary>
public sealed class FixtureFolderTests(FixtureFolder folder) : IClassFixture<FixtureFolder>
{
    [Fact]
    public void Index_FolderOfEveryFormat_HasNoFailures()
    {
        Assert.Empty(folder.Knowledge.Report!.Failures);
        Assert.Equal(FixtureFolder.Files.Count + 1, folder.Knowledge.Report.Documents);
    }

    [Theory]
    [InlineData("How much did the dredging of the basin cost?", "harbour.pdf", "nine million crowns", "The new harbour > Works and costs, page 2")] // second column
    [InlineData("What could the dredger named after Admiral Sorensen move?", "harbour.pdf", "two thousand tons", "The new harbour > Works and costs, page 2")]
    [InlineData("What is the mooring fee per night for a ketch?", "harbour.pdf", "Fee per night: 55 crowns", "The new harbour > Mooring fees, page 3")] // table
    [InlineData("What is the meal allowance in Portugal?", "travel-policy.docx", "Meal allowance: 38 euros", "Allowances")] // table cell
    [InlineData("Whose approval do sleeper cabins need?", "travel-policy.docx", "Henrik Vold", "Bookings")] // footnote
    [InlineData("Who is the supplier of the battery cells?", "launch.pptx", "Voltari of Turin", "Battery > Notes, slide 2")] // notes
    [InlineData("How long does the battery of the scooter last?", "launch.pptx", "45 kilometres", "Battery, slide 2")]
    [InlineData("What is the price of a wheelbarrow?", "stock.xlsx", "Price: 89.00 EUR", "sheet Prices, row 5")]
    [InlineData("What is the phone extension of Wanda Krol?", "stock.xlsx", "Phone extension: 417", "sheet Staff, row 2")]
    [InlineData("From which gate does the flight to Oslo leave?", "flights.csv", "Gate: C4", "row 3")] // row
    [InlineData("What is the lifetime of the Boreas lamp?", "lamps.tsv", "Lifetime: 25000 hours", "row 3")]
    [InlineData("How many months of ripening does Hobelkäse need?", "cheese.html", "Months of ripening: 26", "Kinds")]
    [InlineData("How many years does the warranty of the heating cover?", "offer.eml", "seven years", null)]
    [InlineData("Within how many days of delivery is payment due?", "offer.eml/terms.txt", "45 days", null)] // attachment
    [InlineData("What is sessionTimeoutMinutes set to?", "limits.json", "25", null)]
    [InlineData("How does the delay change with each attempt?", "backoff.py", "doubles", null)]
    public async Task Ask_AnswerInAFormat_IsQuotedWithItsPlace(string question, string document, string answer, string? location)
    {
        var found = await folder.Knowledge.AskAsync(question);

        // An answer below the threshold is still found: what counts here is the passage and its place.
        var citation = (found.Status == AnswerStatus.Answered ? found.Citations : found.Related)[0];
        Assert.Equal(document, citation.DocumentId);
        AssertVerified(citation);
        Assert.Contains(answer, citation.Quote, StringComparison.Ordinal);
        Assert.Equal(location, citation.Location);
    }

    private void AssertVerified(Citation citation)
    {
        Assert.True(folder.Knowledge.Catalog.TryGet(citation.DocumentId, out var document));
        Assert.Equal(citation.Quote, document.Text[citation.Span.Start..citation.Span.End]);
        Assert.Equal(document.PlaceAt(citation.Span.Start), citation.Place);
    }
}
