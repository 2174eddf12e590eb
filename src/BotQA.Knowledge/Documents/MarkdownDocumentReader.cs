using System.Buffers;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Yaml;

namespace BotQA.Knowledge.Documents;

/// <summary>
/// Reads Markdown (CommonMark with GitHub's tables, task lists, footnotes and alerts, and YAML front matter). The canonical text is
/// what a reader sees: no markup, links as their text, headings and list items on lines of their own, a table as a line a row with the names of its columns.
/// A file with a paragraph or table of tens of thousands of marks is read as plain text.
/// </summary>
public sealed class MarkdownDocumentReader : DocumentReader
{
    /// <summary>The inline marks in one block up to which parsing, whose time grows with their square, takes seconds at most.</summary>
    private const int MaxMarks = 60_000;
    private const int MarksOfABracket = 4;

    private static readonly SearchValues<char> InlineMarks = SearchValues.Create("[*_~`<");

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter()
        .UsePipeTables()
        .UseGridTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseDefinitionLists()
        .UseAlertBlocks()
        .UseMathematics()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .Build();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    /// <inheritdoc/>
    public override async Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var markdown = CanonicalText.NormalizeLineEnds(await TextFile.ReadAsync(source, cancellationToken));
        var rendered = HoldsHugeBlock(markdown) ? new MarkdownText(CanonicalText.Of(markdown), [], FrontMatter: null) : Render(markdown);
        if (string.IsNullOrWhiteSpace(rendered.Text))
        {
            throw new DocumentReadException("The file shows no text: it holds nothing but markup. Put text into it, or remove it.");
        }

        var outline = new DocumentOutline(rendered.Text, rendered.Headings);
        return new Document
        {
            Id = source.Id,
            Title = rendered.FrontMatter?.Title ?? outline.Title ?? DocumentTitle.FromFileName(source.FileName),
            Text = rendered.Text,
            Sections = outline.Sections,
            Author = rendered.FrontMatter?.Author,
            Created = rendered.FrontMatter?.Created,
            Modified = rendered.FrontMatter?.Modified,
            Language = rendered.FrontMatter?.Language,
        };
    }

    private static MarkdownText Render(string markdown)
    {
        try
        {
            var syntax = Markdown.Parse(markdown, Pipeline);
            var frontMatter = syntax.Count > 0 && syntax[0] is YamlFrontMatterBlock yaml ? new MarkdownFrontMatter(yaml.Lines.ToString()) : null;
            var renderer = new MarkdownTextRenderer();
            return new MarkdownText(renderer.Render(syntax), renderer.Headings, frontMatter);
        }
        catch (ArgumentException exception)
        {
            // The parser's answer to thousands of nested quotes, lists or brackets.
            throw new DocumentReadException(
                "The file's Markdown is nested too deeply. Flatten its quotes, lists or brackets, or save it as .txt to have it read as plain text.", exception);
        }
    }

    private static bool HoldsHugeBlock(ReadOnlySpan<char> markdown)
    {
        var marks = 0;
        var inCode = false;
        foreach (var line in markdown.EnumerateLines())
        {
            var content = line.Trim();
            var isFence = content.StartsWith("```") || content.StartsWith("~~~");
            inCode ^= isFence;
            if (inCode || isFence || content.IsEmpty)
            {
                marks = 0;
                continue;
            }

            for (int at; (at = content.IndexOfAny(InlineMarks)) >= 0; content = content[(at + 1)..])
            {
                marks += content[at] == '[' ? MarksOfABracket : 1;
            }

            if (marks > MaxMarks)
            {
                return true;
            }
        }

        return false;
    }

    private sealed record MarkdownText(string Text, IReadOnlyList<DocumentHeading> Headings, MarkdownFrontMatter? FrontMatter);
}
