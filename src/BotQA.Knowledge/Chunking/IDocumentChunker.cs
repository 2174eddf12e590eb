using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Chunking;

/// <summary>Cuts documents into the passages that are embedded and retrieved.</summary>
public interface IDocumentChunker
{
    /// <summary>Cuts a document.</summary>
    /// <returns>
    /// The chunks in the order of the text. Together they hold every character of the canonical text that isn't white space;
    /// none for a blank text.
    /// </returns>
    IReadOnlyList<Chunk> Chunk(Document document);
}
