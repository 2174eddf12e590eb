using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Tests.Support;

/// <summary>The sample documents, answered without the reader.</summary>
public sealed class UnreadSampleKnowledge : SampleKnowledge
{
    private protected override void Configure(AnsweringOptions options) => options.Reader = false;
}
