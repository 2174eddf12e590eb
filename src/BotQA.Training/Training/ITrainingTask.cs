using BotQA.Training.Model;
using static TorchSharp.torch;

namespace BotQA.Training.Training;

/// <summary>What a model is trained for: its examples, what is wrong with its output, and how well it does.</summary>
internal interface ITrainingTask
{
    /// <summary>The name of the weights' file.</summary>
    string FileName { get; }

    /// <summary>What is trained on, for the log.</summary>
    string Description { get; }

    /// <summary>How long the examples that are being handed out may be, in tokens.</summary>
    int MaxTokens { get; }

    /// <summary>The batches from number <paramref name="firstBatch"/> (0 is the first) on: the same ones every time.</summary>
    /// <param name="firstBatch">How many batches to pass over.</param>
    /// <param name="maxTokens">Asked now and then how long examples may be.</param>
    IEnumerable<IReadOnlyList<ReaderExample>> Batches(int firstBatch, Func<int> maxTokens);

    /// <summary>The examples' mean loss.</summary>
    /// <param name="logits">The model's output, [batch, tokens, 2].</param>
    /// <param name="batch">Its input.</param>
    /// <param name="examples">What was put in.</param>
    Tensor Loss(Tensor logits, Batch batch, IReadOnlyList<ReaderExample> examples);

    /// <summary>The model's figures on a part of what training never sees.</summary>
    IEnumerable<string> Evaluate(ReaderModel model);
}
