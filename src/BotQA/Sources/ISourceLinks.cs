using BotQA.Knowledge.Citations;

namespace BotQA.Sources;

/// <summary>Makes links that open a document at a quote.</summary>
internal interface ISourceLinks
{
    /// <summary>An absolute, signed link that expires.</summary>
    /// <returns>The link, or null when nothing says by which address readers reach this server, or the document is gone.</returns>
    Uri? Create(Citation citation);
}
