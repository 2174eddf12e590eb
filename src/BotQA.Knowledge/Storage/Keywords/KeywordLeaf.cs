using Lucene.Net.Index;

namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>A segment of the index.</summary>
/// <param name="Reader">Its reader.</param>
/// <param name="FirstDocument">The number of its first document among all.</param>
/// <param name="Columns">What is known about its documents.</param>
internal sealed record KeywordLeaf(AtomicReader Reader, int FirstDocument, KeywordColumns Columns);
