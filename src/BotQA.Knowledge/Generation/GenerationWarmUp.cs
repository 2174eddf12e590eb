using BotQA.Knowledge.Verification;

namespace BotQA.Knowledge.Generation;

/// <summary>Loads what the first generated answer would else have to wait for: the tokenizer, WordNet and the support model.</summary>
internal sealed class GenerationWarmUp(AnswerGenerator generator, WordNet wordNet, ISupportModel supportModel)
{
    /// <summary>Loads them side by side, on the pool.</summary>
    public Task RunAsync() => Task.WhenAll(Task.Run(generator.LoadTokenizer), Task.Run(wordNet.Load), Task.Run(supportModel.Load));
}
