namespace BotQA.Knowledge.Reading;

/// <summary>The neural network behind the reader. Safe to use from many threads.</summary>
internal interface IReaderNetwork : IDisposable
{
    /// <summary>For each token of <paramref name="window"/>, the logit of an answer starting there, then that of one ending there.</summary>
    float[] Run(ReaderWindow window);
}
