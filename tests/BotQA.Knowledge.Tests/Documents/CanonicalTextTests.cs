using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Tests.Documents;

public sealed class CanonicalTextTests
{
    [Fact]
    public void Of_LineEndsOfEveryKind_AreLineFeeds() =>
        Assert.Equal("a\nb\nc\nd\ne\nf", CanonicalText.Of("a\r\nb\rc\nd\u2028e\ff"));

    [Fact]
    public void Of_BlanksAtLineEnds_AreDroppedAndOtherCharactersStay() =>
        Assert.Equal("  “No\u00A0break”\u00A0\n\n\tnext\u200B", CanonicalText.Of("\uFEFF  “No\u00A0break”\u00A0 \t\n \n\tnext\u200B  \n\n \n"));

    [Fact]
    public void Of_HardWrappedParagraphs_AreJoined()
    {
        const string Wrapped = """
            The parade on the square was watched by guests from thirty
            countries. It began at ten in the morning and lasted for an
            hour and a half; the weather was fine.

            A second paragraph follows after a blank line, and it is
            wrapped as well.
            """;

        Assert.Equal(
            """
            The parade on the square was watched by guests from thirty countries. It began at ten in the morning and lasted for an hour and a half; the weather was fine.

            A second paragraph follows after a blank line, and it is wrapped as well.
            """,
            CanonicalText.Of(Wrapped));
    }

    [Fact]
    public void Of_ParagraphsSetApartByIndentOnly_AreJoinedWithin()
    {
        const string Book = """
              The old harbour was built by the monks of the island, who
            needed a safe place for their boats in the winter storms.
              Later the town grew around it. Merchants came from the
            mainland and brought salt, iron and cloth, which they sold
            in the market.
            """;

        var lines = CanonicalText.Of(Book).Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.StartsWith("  The old harbour", lines[0]);
        Assert.EndsWith("in the market.", lines[1]);
    }

    [Fact]
    public void Of_WrappedListItems_AreJoinedAndTheListIsKept()
    {
        const string List = """
            Before you travel to the island, please take care of these
            things, because there is no shop and the ferry runs once a
            week only:
            - a warm coat, since the wind from the sea is cold in every
              month of the year, even at noon
            - food for seven days
            1. Pack the food in boxes which the crew can carry, and mark
               them with your name.
            2. Be at the pier at eight.
            """;

        Assert.Equal(
            """
            Before you travel to the island, please take care of these things, because there is no shop and the ferry runs once a week only:
            - a warm coat, since the wind from the sea is cold in every month of the year, even at noon
            - food for seven days
            1. Pack the food in boxes which the crew can carry, and mark them with your name.
            2. Be at the pier at eight.
            """,
            CanonicalText.Of(List));
    }

    [Theory]
    // Verse.
    [InlineData("Tyger Tyger, burning bright,\nIn the forests of the night;\nWhat immortal hand or eye,\nCould frame thy fearful symmetry?")]
    // Long lines of verse, each with a capital.
    [InlineData("Sing, O goddess, the anger of Achilles son of Peleus, that brought\nCountless ills upon the Achaeans. Many a brave soul did it send\nHurrying down to Hades, and many a hero did it yield a prey to dogs\nAnd vultures, for so were the counsels of Jove fulfilled from the day")]
    // An address.
    [InlineData("Ada Lovelace\n12 St. James's Square\nLondon SW1Y 4JH\nUnited Kingdom")]
    // One sentence a line.
    [InlineData("The first entry of this list is a sentence which is about this long.\nThe second entry of this list is a sentence that is as long as it.\nThe third entry of the list has just the same length as the first.")]
    // A table.
    [InlineData("Name of the product and what it is for       Price in euros\nscrewdriver for small and large screws       12.50\nhammer with a handle of the very best ash    18.00")]
    // Mail quotes.
    [InlineData("> this line of a mail is quoted and is as long as the lines of mails\n> are, with a mark that must not end up in the middle of a sentence")]
    // Titles, short and long, on lines of their own.
    [InlineData("A History of the Decline and Fall of the Roman Empire\nAn Inquiry into the Nature and Causes of the Wealth of Nations\nThe Origin of Species by Means of Natural Selection")]
    // Chinese, a paragraph a line.
    [InlineData("第一段说明了这个城市的历史，它建于一千多年以前，在河的北岸。\n第二段说明了这个城市的人口，现在有三百多万人住在这里，而且还在增加。")]
    public void Of_LinesThatAreMeant_AreKept(string text) => Assert.Equal(text, CanonicalText.Of(text));

    [Fact]
    public void Of_WrappedChinese_IsJoinedWithoutBlanks()
    {
        const string Wrapped = "这座城市位于河流的北岸，建于一千多年以前，当时只是一个小村\n庄，后来因为港口的发展而成为了这个地区最重要的商业中心之一\n，现在有三百多万人口。";

        Assert.Equal(Wrapped.Replace("\n", ""), CanonicalText.Of(Wrapped));
    }

    [Fact]
    public void Of_HyphenAtTheWrap_GetsNoBlank() =>
        Assert.Equal(
            "The committee agreed that the plan for the new harbour was well-known to all the members of the town council.",
            CanonicalText.Of("The committee agreed that the plan for the new harbour was well-\nknown to all the members of the town council."));

    [Fact]
    public void Of_VeryLongLine_TakesLinearTime()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 2_000_000)) + "end";

        Assert.Equal(text.Length, CanonicalText.Of(text).Length);
    }
}
