using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using CsCheck;

namespace BotQA.Knowledge.Tests.Citations;

public sealed class CitationTests
{
    private static readonly Document Guide = new()
    {
        Id = "guide.md",
        Title = "Guide",
        Text = "Guide\n\nSetup\nInstall it. Then start it.",
        Sections = [new Section(["Guide"], new TextSpan(0, 7)), new Section(["Guide", "Setup"], new TextSpan(7, 40))],
    };

    [Fact]
    public void Of_Span_QuotesTheDocumentCharacterForCharacter()
    {
        var citation = Citation.Of(2, Guide, new TextSpan(13, 24));

        Assert.Equal("Install it.", citation.Quote);
        Assert.Equal(2, citation.Number);
        Assert.Equal("guide.md", citation.DocumentId);
        Assert.Equal("Guide > Setup", citation.Section);
    }

    [Fact]
    public void Of_DocumentWithoutSections_HasNoSection() =>
        Assert.Null(Citation.Of(1, Guide with { Sections = [] }, new TextSpan(0, 5)).Section);

    [Theory]
    [InlineData(3, null, null, null, "Guide > Setup, page 3")]
    [InlineData(null, 4, null, null, "Guide > Setup, slide 4")]
    [InlineData(null, null, "Prices", 7, "Guide > Setup, sheet Prices, row 7")]
    [InlineData(null, null, null, null, "Guide > Setup")]
    public void Location_SectionAndPlace_AreSaidInWords(int? page, int? slide, string? sheet, int? row, string expected)
    {
        DocumentPlace place = new(new TextSpan(7, 40)) { Page = page, Slide = slide, Sheet = sheet, Row = row };

        Assert.Equal(expected, Citation.Of(1, Guide with { Places = [place] }, new TextSpan(13, 24)).Location);
    }

    [Fact]
    public void Location_SheetThatHeadsItsRows_IsSaidOnce()
    {
        var workbook = Guide with
        {
            Sections = [new Section(["Prices"], new TextSpan(0, 40))],
            Places = [new DocumentPlace(new TextSpan(7, 40)) { Sheet = "Prices", Row = 7 }],
        };

        Assert.Equal("sheet Prices, row 7", Citation.Of(1, workbook, new TextSpan(13, 24)).Location);
    }

    [Fact]
    public void Location_NeitherSectionNorPlace_IsNone() =>
        Assert.Null(Citation.Of(1, Guide with { Sections = [] }, new TextSpan(13, 24)).Location);

    [Fact]
    public void Of_AnySpan_EitherQuotesExactlyOrThrows() =>
        Gen.Select(Gen.String, Gen.Int[-3, 40], Gen.Int[-3, 40]).Sample((text, start, end) =>
        {
            var document = new Document { Id = "d", Title = "D", Text = text };
            var isQuotable = 0 <= start && start <= end && end <= text.Length && !string.IsNullOrWhiteSpace(text[start..end]);
            if (isQuotable)
            {
                Assert.Equal(text[start..end], Citation.Of(1, document, new TextSpan(start, end)).Quote);
            }
            else
            {
                Assert.ThrowsAny<ArgumentException>(() => Citation.Of(1, document, new TextSpan(start, end)));
            }
        });

    [Fact]
    public void Of_NumberBelowOne_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Citation.Of(0, Guide, new TextSpan(0, 5)));

    [Fact]
    public void Citation_Type_OffersNoWayAroundTheCheck() =>
        Assert.Empty(typeof(Citation).GetConstructors());
}
