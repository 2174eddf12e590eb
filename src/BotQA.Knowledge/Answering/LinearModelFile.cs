namespace BotQA.Knowledge.Answering;

/// <summary>A fitted model as it is stored.</summary>
/// <param name="Command">The command that fitted it.</param>
/// <param name="Bias">The value with all features at 0.</param>
/// <param name="Weights">The weight of each feature by name.</param>
internal sealed record LinearModelFile(string Command, double Bias, IReadOnlyDictionary<string, double> Weights);
