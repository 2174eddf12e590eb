using System.Text;
using BotQA.Bot.Rendering;
using CsCheck;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BotQA.Tests.Bot.Rendering;

public sealed class MarkdownTextTests
{
    private static readonly MarkdownPipeline[] Pipelines =
    [
        new MarkdownPipelineBuilder().Build(),
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseEmphasisExtras().UseFootnotes().UseTaskLists().UseDefinitionLists().UseAlertBlocks().Build(),
    ];

    // Texts made of what Markdown and HTML are made of.
    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.OneOf<string>("[", "]", "(", ")", "!", "<", ">", "*", "_", "`", "~", "#", "-", "+", "=", "|", "\\", ":", "&", ";", "\"", "'", ".", "1.", "2)", "\n", "\n\n", "    ", "\t", "> ", "[1]", "[1]: "),
        Gen.OneOf<string>("https://evil.example", "www.evil.example", "javascript:alert(1)", "<script>", "</a>", "<img src=x>", "![x](http://e.example/i.png)", "[x](http://e.example)", "<at>Bob</at>", "&lt;", "&#60;", "cite:1", "```", "a", "word", "é", "😀", " "))
        .Array[0, 24].Select(string.Concat);

    [Theory]
    [InlineData(MarkdownFlavor.Common)]
    [InlineData(MarkdownFlavor.WebChat)]
    internal void Escape_AnyText_ReadsAsThatTextAndNothingElse(MarkdownFlavor flavor) => Hostile.Sample(text =>
    {
        foreach (var pipeline in Pipelines)
        {
            var document = Markdown.Parse(MarkdownText.Escape(text, flavor), pipeline);
            Assert.All(document, block => Assert.IsType<ParagraphBlock>(block));
            Assert.Equal(Words(text), Words(TextOf(document)));
        }
    });

    [Theory]
    [InlineData(MarkdownFlavor.Common)]
    [InlineData(MarkdownFlavor.WebChat)]
    internal void Escape_AsAQuote_StaysInOneQuote(MarkdownFlavor flavor) => Hostile.Where(text => !string.IsNullOrWhiteSpace(text)).Sample(text =>
    {
        var document = Markdown.Parse(MarkdownText.Escape(text, flavor, "> "), Pipelines[0]);
        var quote = Assert.IsType<QuoteBlock>(Assert.Single(document));
        Assert.All(quote, block => Assert.IsType<ParagraphBlock>(block));
        Assert.Equal(Words(text), Words(TextOf(quote)));
    });

    [Fact]
    public void Escape_ForWebChat_LeavesNothingForTypography() =>
        Assert.Equal("\\\"a\\\" \\-\\- b\\.\\.\\. \\(c\\)", MarkdownText.Escape("\"a\" -- b... (c)", MarkdownFlavor.WebChat));

    [Fact]
    public void Escape_AddressesAndNumbersInBrackets_AreBrokenForClientsThatLookBehindTheMarkdown() =>
        Assert.Equal("http\u2060://a.example www\u2060.a.example \\[\u20601\\]", MarkdownText.Escape("http://a.example www.a.example [1]", MarkdownFlavor.Common));

    [Fact]
    public void Escape_PlainProse_StaysReadable() =>
        Assert.Equal("The 72-hour truce (AT&T, 3.5%): it's \"over\".", MarkdownText.Escape("The 72-hour truce (AT&T, 3.5%): it's \"over\".", MarkdownFlavor.Common));

    // Markdown joins blanks, and word joiners can't be seen.
    private static string Words(string text) => string.Join(' ', text.Replace("\u2060", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string TextOf(ContainerBlock blocks)
    {
        var text = new StringBuilder();
        foreach (var paragraph in blocks.Descendants<ParagraphBlock>())
        {
            foreach (var inline in paragraph.Inline!)
            {
                text.Append(inline switch
                {
                    LiteralInline literal => literal.Content.ToString(),
                    HtmlEntityInline entity => entity.Transcoded.ToString(),
                    LineBreakInline => "\n",
                    _ => throw new InvalidOperationException($"{inline.GetType().Name} took effect."),
                });
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
