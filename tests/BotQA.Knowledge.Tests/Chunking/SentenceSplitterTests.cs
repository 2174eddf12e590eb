using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Documents;
using CsCheck;

namespace BotQA.Knowledge.Tests.Chunking;

public sealed class SentenceSplitterTests
{
    /// <summary>Each case is a text with <c>|</c> at every border between sentences.</summary>
    [Theory]
    // Plain sentences.
    [InlineData("The harbour is old.| It was built by monks.| Who paid for it?| Nobody knows!")]
    [InlineData("One sentence without an end")]
    [InlineData("Really?!| Yes!!| Well...| Maybe.")]
    // Titles, names and initials.
    [InlineData("Mr. Smith met Dr. Jones and Prof. Miller.| They talked.")]
    [InlineData("J. R. R. Tolkien wrote it.| J.R.R. Tolkien was English.")]
    [InlineData("George W. Bush and Dwight D. Eisenhower were presidents.| Both won twice.")]
    [InlineData("A letter by Gen. Lee and Sen. McCain arrived.| The Rev. Al Green read it.")]
    [InlineData("Sammy Davis Jr. sang.| He was followed by Hank Williams Jr.| The show was long.")]
    [InlineData("I. Newton and G. W. Leibniz quarrelled.| It took years.")]
    [InlineData("St. Louis lies in Missouri.| We live on Main St.| The house is white.")]
    // Abbreviations inside and at the end.
    [InlineData("Fruit, e.g. apples, i.e. Cox and Gala, is cheap.| Buy some.")]
    [InlineData("Smith et al. found it.| Later Jones et al. (2005) confirmed it.| See cf. Miller, p. 12 and Fig. 3.| Done.")]
    [InlineData("Apples, pears, etc. are fruit.| We sell apples, pears, etc.| Germany buys them.")]
    [InlineData("Brown vs. Board of Education was decided in 1954.| Roe v. Wade came later.")]
    [InlineData("It has approx. 20 rooms, incl. Baths.| The No. 1 choice!| See No. 5, nos. 6 and 7, vol. II and ch. 9.")]
    [InlineData("No.| He refused.| Is there more?| No.| I think not.")]
    [InlineData("He said no.| Then he left.")]
    [InlineData("Apple Inc. makes phones.| He works for Apple Inc.| It is big.| Apple Inc. Chief Tim Cook agreed.")]
    [InlineData("She has a Ph.D. in physics.| He got his Ph.D.| In 1990 he left.")]
    [InlineData("It happened on Jan. 5.| It was Dec.| The snow fell.| On Sept. 11, 2001, it rained.")]
    [InlineData("It starts at 5 p.m.| The doors open at 4 p.m. Monday.| Be there by 9 a.m. Eastern time.")]
    // Acronyms with full stops.
    [InlineData("He lives in the U.S. and likes it.| The U.S. Army moved.| They left the U.S.| The war was over.")]
    [InlineData("Washington, D.C. is the capital.| It was in Washington, D.C.| It burned.")]
    [InlineData("The N.C.A.A. met.| The N. C. A. A. met again.")]
    // Numbers, versions, addresses.
    [InlineData("Pi is 3.14 and version 1.2.3 is out.| It costs $5.99.| $3 was the old price.")]
    [InlineData("It ended in 1990.| 25 people came.| The share fell by 5.2%.| That was much.")]
    [InlineData("See https://example.org/a.b?c=D.| It is at www.example.com.| Write to a.b@example.co.uk.| Node.js and ASP.NET run.")]
    [InlineData("Use README.md and file.txt.| Call System.Text.Json.| Done.")]
    [InlineData("The mean was .45 (P = .03).| A second test gave .5.| It held.")]
    [InlineData("It rose by 5 mmol/L.| Patients felt well.| It ran at 30 km/h.| Nobody minded.")]
    // Ellipses.
    [InlineData("Well ... maybe not.| He waited... and waited.| Then … he left…| The end.")]
    [InlineData("It went on . . . and on.| It stopped . . .| All was quiet.")]
    // Quotations and brackets.
    [InlineData("“I came.| I saw.”| He said so.")]
    [InlineData("\"Stop!\" he cried.| \"Why?\"| She ran.")]
    [InlineData("He called it “the end.”| Nobody agreed.| ‘Fine.’| So be it.")]
    [InlineData("Er sagte: „Komm!“| Dann ging er.| »Nein.«| Aus.")]
    [InlineData("It broke (see above).| (It was old.)| They bought a new one.")]
    [InlineData("The act (it passed in 1764. The king signed it.) was repealed.| Then came war.")]
    [InlineData("I was sad :( It rained.| Then (finally) I left.")]
    [InlineData("The plan (approx. Half of it) worked (e.g. In the north).| Good.")]
    // References.
    [InlineData("It is old.[12]| It is big.[3][4]| It is red.[note 1]| It is new.[citation needed]| It is not. [5]| Really.")]
    [InlineData("It is old.¹²| It is big.*| It is red.| [Editors added this.]| End.")]
    // Not the end of a sentence.
    [InlineData("Yahoo! News reported it.| The Yahoo! portal grew.| “What?” he asked.")]
    [InlineData("He left (why?), then came back.| No!, she said.")]
    [InlineData("They sat; they talked; nobody left: it was warm.| Then it rained.")]
    [InlineData("iPhone sales rose.| iPads fell.| mRNA is a molecule.")]
    // A letter that is no initial.
    [InlineData("Oranges hold vitamin C.| Eating them helps.| He was in group A.| Patients in group B. stayed.")]
    [InlineData("It was used in World War I.| Germany lost.| Plan B.| The plan failed.")]
    // Lists and headings.
    [InlineData("1. Open the lid.|\n2. Pour the water.|\n3. Close it.")]
    [InlineData("- First item|\n- Second item.| With more.|\n• Third item")]
    [InlineData("a. Letters go here.| More of them.|\niv. Roman.|\n(2) Brackets.|\n2.1. Sub heading")]
    [InlineData("First do this.| 1. Open it.| 2. Close it.")]
    [InlineData("A heading|\n\nThe text below it.| More.|\nNext line")]
    // Missing blanks.
    [InlineData("It has two sides.| That is the end.|The next one follows.| I like it!|Great thing.")]
    [InlineData("Call console.Log twice.| Use string.Format here.| The list.Add method adds.")]
    // Chinese, Japanese and other scripts.
    [InlineData("第一句。|第二句！|真的吗？|是的。")]
    [InlineData("他说：“我走了。”|然后离开了。|价格是３．１４元。")]
    [InlineData("「行く。」と言った。|そして出かけた！？|終わり")]
    [InlineData("यह पहला वाक्य है।| यह दूसरा है।")]
    [InlineData("هل هذا صحيح؟| نعم.| شكرا.")]
    // German.
    [InlineData("Am 3. Oktober ist ein Feiertag.| Das gilt z.B. Montags bzw. Dienstags.| Im 19. Jahrhundert war das anders.")]
    // Tokenized text.
    [InlineData("He was born in 1980 .| The U.S. Army came .| `` Stop ! '' he said .| `` Go . ''| They went ( all ) .")]
    [InlineData("Sault Ste . Marie lies there .| It is a town ( pop . 70,000 ) .| End .")]
    // Odds and ends.
    [InlineData("Great.| 😀 Next one. 👍🏽")]
    [InlineData("... and so it began. ?!")]
    [InlineData("Tab\tand\u00A0no-break blanks.|\u00A0 Next.")]
    public void Split_Text_BreaksAtTheBorders(string marked)
    {
        var text = marked.Replace("|", "");
        var expected = marked.Split('|').Select(s => s.Trim()).Where(s => s.Length > 0);

        Assert.Equal(expected, SentenceSplitter.Split(text).Select(s => s.Of(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\u00A0\n")]
    public void Split_Blank_HasNoSentences(string text) => Assert.Empty(SentenceSplitter.Split(text));

    [Fact]
    public void Split_Span_SeesNothingOutside()
    {
        const string Text = "Before. Mr. Smith left. After.";
        var span = new TextSpan(8, 23);

        Assert.Equal(["Mr. Smith left."], SentenceSplitter.Split(Text, span).Select(s => s.Of(Text)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SentenceSplitter.Split(Text, new TextSpan(8, 99)));
    }

    [Fact]
    public void Split_AnyText_GivesTrimmedSpansInOrderThatHoldEverything() =>
        Some.Text.Sample(
            text =>
            {
                var end = 0;
                foreach (var sentence in SentenceSplitter.Split(text))
                {
                    Assert.True(sentence.Start >= end && sentence.Length > 0);
                    Assert.True(text.AsSpan(end, sentence.Start - end).IsWhiteSpace());
                    Assert.Equal(sentence.Of(text).Trim(), sentence.Of(text));
                    end = sentence.End;
                }

                Assert.True(text.AsSpan(end).IsWhiteSpace());
            },
            iter: 1000);

    /// <summary>A square of these lengths would take minutes.</summary>
    [Theory]
    [InlineData("word ")]
    [InlineData("x")]
    [InlineData(". ")]
    [InlineData("a. ")]
    [InlineData("A. (")]
    [InlineData("a.(a. ")]
    [InlineData("U.S. ")]
    [InlineData("1. ")]
    [InlineData(".[1] ")]
    [InlineData(". . .\"")]
    [InlineData("'\"")]
    [InlineData("。")]
    [InlineData(".\n")]
    public void Split_LongHostileText_TakesLinearTime(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 2_000_000 / part.Length)) + new string(' ', 500_000);

        Assert.NotEmpty(SentenceSplitter.Split(text));
    }

    /// <summary>Gold sentences of Natural Questions, chosen by people from tokenized paragraphs (QED).</summary>
    [Fact]
    public void Split_RealParagraphs_FindsTheSentencesPeopleChose()
    {
        var quotes = QedSet.Quotes();
        Assert.SkipUnless(quotes.Count > 0, "The data set sets/qed is not beside this repository.");

        var found = quotes.Count(q => q.Texts.Any(text => SentenceSplitter.Split(text).Any(s => QedSet.Normalize(s.Of(text)) == q.Quote)));

        TestContext.Current.TestOutputHelper?.WriteLine($"{found} of {quotes.Count} gold sentences");
        Assert.True(found >= 0.985 * quotes.Count, $"{found} of {quotes.Count}");
    }
}
