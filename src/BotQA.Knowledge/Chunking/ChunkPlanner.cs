namespace BotQA.Knowledge.Chunking;

/// <summary>
/// Finds the cheapest way to pack the units of a segment into chunks, where unfilled chunks cost, and borders inside a paragraph.
/// Within a limit that doesn't grow with the text it looks at every way there is.
/// </summary>
internal sealed class ChunkPlanner(ChunkingOptions options)
{
    // Against the cost of a chunk that is half empty, .25: an even filling counts for less than whole paragraphs.
    private const double CostOfBreakInParagraph = 0.4;
    private const double CostOfBreakAtLine = 0.1;
    private const double CostOfSmallChunk = 1;
    private const double CostOfHeadingAlone = 10;

    /// <summary>Plans the chunks of a segment.</summary>
    /// <param name="text">The canonical text.</param>
    /// <param name="units">The units in order, each within the limits.</param>
    /// <returns>For each chunk its first unit, those repeated from the chunk before included, and the unit after its last.</returns>
    public IReadOnlyList<(int First, int End)> Plan(string text, IReadOnlyList<ChunkUnit> units)
    {
        var breaks = CostsOfBreaks(text, units);
        var costs = new double[units.Count + 1];
        var starts = new int[units.Count + 1];
        for (var end = 1; end <= units.Count; end++)
        {
            costs[end] = double.PositiveInfinity;
            var tokens = 0;
            for (var start = end - 1; start >= 0; start--)
            {
                tokens += Weight(units[start]);
                if (end - start > 1 && !Fits(units, start, end, tokens))
                {
                    break;
                }

                var (first, repeated) = Overlap(units, starts[start], start, end, tokens);
                if (first < 0)
                {
                    continue;
                }

                var cost = costs[start] + CostOfChunk(units, start, end, tokens, repeated) + breaks[end];
                if (cost < costs[end])
                {
                    (costs[end], starts[end]) = (cost, start);
                }
            }
        }

        return Chunks(units, starts);
    }

    private List<(int First, int End)> Chunks(IReadOnlyList<ChunkUnit> units, int[] starts)
    {
        var chunks = new List<(int, int)>();
        for (var end = units.Count; end > 0; end = starts[end])
        {
            var tokens = 0;
            for (var i = starts[end]; i < end; i++)
            {
                tokens += Weight(units[i]);
            }

            chunks.Add((Overlap(units, starts[starts[end]], starts[end], end, tokens).First, end));
        }

        chunks.Reverse();
        return chunks;
    }

    /// <summary>The first of the sentences that a chunk repeats, and their tokens; -1 when they must be repeated but don't fit.</summary>
    private (int First, int Tokens) Overlap(IReadOnlyList<ChunkUnit> units, int previousStart, int start, int end, int tokens)
    {
        var (first, repeated) = (start, 0);

        // Never all of the chunk before, which would then be of no use.
        while (first - 1 > previousStart
            && start - first < options.OverlapSentences
            && units[first - 1].Kind == ChunkUnitKind.Sentence
            && repeated + Weight(units[first - 1]) <= options.OverlapTokens)
        {
            first--;
            repeated += Weight(units[first]);
        }

        return Fits(units, first, end, tokens + repeated) ? (first, repeated)
            // One unit has to find its place, if need be without repeating anything.
            : end - start == 1 ? (start, 0)
            : (-1, 0);
    }

    private bool Fits(IReadOnlyList<ChunkUnit> units, int first, int end, int tokens) =>
        tokens <= options.MaxTokens && units[end - 1].Span.End - units[first].Span.Start <= options.MaxCharacters;

    private double CostOfChunk(IReadOnlyList<ChunkUnit> units, int start, int end, int tokens, int repeated)
    {
        var unfilled = 1 - ((double)(tokens + repeated) / options.MaxTokens);
        var isWhole = start == 0 && end == units.Count;
        return (unfilled * unfilled)
            + (tokens < options.MinTokens && !isWhole ? CostOfSmallChunk : 0)
            + (units[end - 1].Kind == ChunkUnitKind.Heading && end < units.Count ? CostOfHeadingAlone : 0);
    }

    /// <summary>What it costs to end a chunk before each unit. Without blank lines in a segment, a line is a paragraph.</summary>
    private static double[] CostsOfBreaks(string text, IReadOnlyList<ChunkUnit> units)
    {
        var lines = new int[units.Count + 1];
        for (var i = 1; i < units.Count; i++)
        {
            lines[i] = text.AsSpan(units[i - 1].Span.End, units[i].Span.Start - units[i - 1].Span.End).Count('\n');
        }

        var linesOfAParagraph = Math.Min(2, Math.Max(1, lines.Max()));
        var costs = Array.ConvertAll(lines, l => l >= linesOfAParagraph ? 0 : l > 0 ? CostOfBreakAtLine : CostOfBreakInParagraph);
        costs[^1] = 0;
        return costs;
    }

    /// <summary>The tokens, but at least one, so that a chunk holds no more units than tokens.</summary>
    private static int Weight(ChunkUnit unit) => Math.Max(1, unit.Tokens);
}
