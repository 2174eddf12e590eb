using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Tests.Documents;

public sealed class MarkdownDocumentReaderTests
{
    [Theory]
    [InlineData("Some *emphasis*, **strong**, ~~struck~~ and `code_with_marks*`.", "Some emphasis, strong, struck and code_with_marks*.")]
    [InlineData("A [link](https://example.org \"t\"), a [reference][r] and <https://example.org/x>.\n\n[r]: https://example.com", "A link, a reference and https://example.org/x.")]
    [InlineData("![A map of the island](map.png) and ![](x.png)text", "A map of the island and text")]
    [InlineData("One line\nand the next", "One line and the next")]
    [InlineData("One line  \nand the next\\\nand a third<br>and a fourth", "One line\nand the next\nand a third\nand a fourth")]
    [InlineData("中文的一行\n第二行", "中文的一行第二行")]
    [InlineData("R&amp;D costs &lt;5&nbsp;€ &copy; \\*plain\\*", "R&D costs <5\u00A0€ © *plain*")]
    [InlineData("It is <b>bold</b> <!-- not shown --> and <span class=\"x\">plain</span>.", "It is bold  and plain.")]
    [InlineData("It costs $5 and x$_1$ is $a_1 * b_2$ here.", "It costs $5 and x$_1$ is $a_1 * b_2$ here.")]
    [InlineData("Curly “quotes” – dashes", "Curly “quotes” – dashes")]
    public async Task ReadAsync_InlineMarkup_BecomesPlainText(string markdown, string text) =>
        Assert.Equal(text, (await Reading.Markdown(markdown)).Text);

    [Fact]
    public async Task ReadAsync_Lists_KeepTheirBulletsOnLinesOfTheirOwn()
    {
        var document = await Reading.Markdown("""
            Before:

            * first
              and more
            * second

              a paragraph of the second
              1. nested one
              2. nested two
            * [x] done

            7) seven
            8) eight

            After.
            """);

        Assert.Equal(
            """
            Before:

            - first and more
            - second
              a paragraph of the second
              1. nested one
              2. nested two
            - [x] done

            7) seven
            8) eight

            After.
            """,
            document.Text);
    }

    [Fact]
    public async Task ReadAsync_Table_IsALineARow()
    {
        var document = await Reading.Markdown("""
            Prices:

            | Tool   | Price | Note |
            |:-------|------:|------|
            | hammer | *18*  |      |
            | saw    | 25    | [see](x) `a\|b` |
            """);

        Assert.Equal("Prices:\n\nTool: hammer | Price: 18\nTool: saw | Price: 25 | Note: see a|b", document.Text);
    }

    [Fact]
    public async Task ReadAsync_CodeBlock_KeepsItsLines()
    {
        var document = await Reading.Markdown("Run:\n\n```sh\nif x; then\n    *y*   \n\nfi\n```\n\n    indented\n      more\n\nDone.");

        Assert.Equal("Run:\n\nif x; then\n    *y*\n\nfi\n\nindented\n  more\n\nDone.", document.Text);
    }

    [Fact]
    public async Task ReadAsync_QuotesAlertsFootnotesAndDefinitions_AreReadable()
    {
        var document = await Reading.Markdown("""
            > Quoted words
            > go on.

            > [!WARNING]
            > Mind the gap.

            A claim.[^1]

            Term
            :   What it means

            ***

            [^1]: The source.
            """);

        Assert.Equal("Quoted words go on.\n\nWarning: Mind the gap.\n\nA claim.[1]\n\nTerm\nWhat it means\n\n[1] The source.", document.Text);
    }

    [Fact]
    public async Task ReadAsync_HtmlBlocks_GiveTheirText()
    {
        var document = await Reading.Markdown("""
            <!-- a comment -->
            <div align="center"><h3>Welcome</h3><p>to R&amp;D</p></div>

            <script>
            var hidden = 1 < 2;
            </script>

            <details><summary>More</summary>

            Inside.

            </details>
            """);

        Assert.Equal("Welcome\nto R&D\n\nMore\n\nInside.", document.Text);
    }

    [Fact]
    public async Task ReadAsync_Headings_MakeSectionsThatCoverTheText()
    {
        var document = await Reading.Markdown("""
            # The *Island* Guide

            Welcome.

            ## Getting there {#there}

            By ferry.

            ### In winter

            Not at all.

            Eating
            ------

            Fish.
            """);

        Assert.Equal("The Island Guide", document.Title);
        Assert.Equal(
            "The Island Guide\n\nWelcome.\n\nGetting there\n\nBy ferry.\n\nIn winter\n\nNot at all.\n\nEating\n\nFish.", document.Text);
        Assert.Equal(
            [
                ("", "The Island Guide\n\nWelcome.\n\n"),
                ("Getting there", "Getting there\n\nBy ferry.\n\n"),
                ("Getting there > In winter", "In winter\n\nNot at all.\n\n"),
                ("Eating", "Eating\n\nFish."),
            ],
            document.Sections.Select(s => (string.Join(" > ", s.HeadingPath), s.Span.Of(document.Text))));
    }

    [Fact]
    public async Task ReadAsync_SeveralTopHeadings_AreAllSections()
    {
        var document = await Reading.Markdown("Preface.\n\n# One\n\nA.\n\n# Two\n\nB.");

        Assert.Equal("One", document.Title);
        Assert.Equal(["", "One", "Two"], document.Sections.Select(s => string.Join(" > ", s.HeadingPath)));
    }

    [Fact]
    public async Task ReadAsync_TitleWithoutTextBelow_GoesWithTheFirstSection()
    {
        var document = await Reading.Markdown("# Guide\n\n## Food\n\nFish.");

        var section = Assert.Single(document.Sections);
        Assert.Equal(["Food"], section.HeadingPath);
        Assert.Equal(document.Text, section.Span.Of(document.Text));
    }

    [Fact]
    public async Task ReadAsync_HeadingInsideAQuoteOrCode_IsNoSection()
    {
        var document = await Reading.Markdown("Text.\n\n> # Quoted\n\n```\n# comment\n```");

        Assert.Empty(document.Sections);
        Assert.Equal("Guide", document.Title);
    }

    [Fact]
    public async Task ReadAsync_CommentOfMdx_IsLeftOut()
    {
        var document = await Reading.Markdown("{/* Shared with `<Other>` pages.\nDon't edit. */}\n\nBraces {stay} elsewhere.");

        Assert.Equal("Braces {stay} elsewhere.", document.Text.Trim());
    }

    [Theory]
    [InlineData("---\ntitle: \"The \\\"Real\\\" Title\"\nauthor: x\n---\n# Heading\n\nText.", "The \"Real\" Title")]
    [InlineData("---\nTitle: Plain title # comment\n---\nText.", "Plain title")]
    [InlineData("---\ntitle: 'It''s'\n---\nText.", "It's")]
    [InlineData("---\ntitle: >\n  folded\n---\n# Heading\n\nText.", "Heading")]
    [InlineData("Text without headings.", "Guide")]
    [InlineData("Text.\n\n## Late heading\n\nMore.", "Guide")]
    public async Task ReadAsync_Title_ComesFromTheBestPlace(string markdown, string title)
    {
        var document = await Reading.Markdown(markdown);

        Assert.Equal(title, document.Title);
        Assert.DoesNotContain("---", document.Text);
    }

    [Fact]
    public async Task ReadAsync_WindowsLineEnds_GiveTheSameDocument()
    {
        const string Source = "# T\n\nOne\ntwo\n\n```\na\nb\n```\n";

        Assert.Equal((await Reading.Markdown(Source)).Text, (await Reading.Markdown(Source.Replace("\n", "\r\n"))).Text);
    }

    [Fact]
    public async Task ReadAsync_NothingButMarkup_SaysSo()
    {
        var exception = await Assert.ThrowsAsync<DocumentReadException>(() => Reading.Markdown("---\ntitle: x\n---\n\n<!-- empty -->\n\n***\n"));

        Assert.Contains("no text", exception.Message);
    }

    [Fact]
    public async Task ReadAsync_EndlessNesting_SaysWhatToDo()
    {
        var exception = await Assert.ThrowsAsync<DocumentReadException>(() => Reading.Markdown(new string('>', 20_000) + " deep"));

        Assert.Contains("nested", exception.Message);
    }

    [Theory]
    [InlineData("![a](")]
    [InlineData("*a _b ")]
    public async Task ReadAsync_HugeParagraphOfMarks_IsReadAsPlainText(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 200_000)) + "end";

        Assert.Equal(text, (await Reading.Markdown(text)).Text);
    }

    [Fact]
    public async Task ReadAsync_HugeCodeBlock_IsNoHugeParagraph()
    {
        var code = string.Concat(Enumerable.Repeat("a[i] = *p;\n", 30_000));

        Assert.Equal("Guide\n\n" + code.TrimEnd(), (await Reading.Markdown($"# Guide\n\n```c\n{code}```\n")).Text);
    }
}
