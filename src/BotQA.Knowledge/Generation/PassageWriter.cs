using System.Globalization;
using System.Text;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Generation;

/// <summary>Writes passages into a prompt, as many as its tokens allow.</summary>
internal static class PassageWriter
{
    /// <summary>Writes passages, best first; one that doesn't fit is left out.</summary>
    /// <param name="chunks">The passages.</param>
    /// <param name="passages">Numbers them.</param>
    /// <param name="budget">The tokens that are left; what is written is taken from them.</param>
    public static string Write(IEnumerable<KnowledgeChunk> chunks, TurnPassages passages, TokenBudget budget)
    {
        var written = new StringBuilder();
        foreach (var chunk in chunks)
        {
            if (budget.TryTake(Body(chunk)))
            {
                written.Append(CultureInfo.InvariantCulture, $"<passage number=\"{passages.NumberOf(chunk)}\"{Body(chunk)}\n</passage>\n");
            }
        }

        return written.ToString().TrimEnd('\n');
    }

    private static string Body(KnowledgeChunk chunk)
    {
        var section = chunk.Section.Length > 0 ? $" section=\"{PromptText.Attribute(chunk.Section)}\"" : "";
        return $" title=\"{PromptText.Attribute(chunk.Title)}\"{section}>\n{PromptText.Escape(chunk.Text)}";
    }
}
