using System.Globalization;

namespace BotQA.Training.Training;

/// <summary>Writes what a person wants to see of a run: lines, and on a terminal a progress bar below them.</summary>
internal sealed class TrainingLog(TextWriter output, TimeProvider time, bool isTerminal)
{
    private const int BarWidth = 30;

    private long _last = time.GetTimestamp();
    private double _loss;
    private double _norm;
    private int _steps;
    private int _examples;

    public void Write(string line)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isTerminal ? "\r" : "")}{time.GetLocalNow():HH:mm:ss} {line}"));
        output.Flush();
    }

    public void Step(double loss, double gradientNorm, int examples)
    {
        _loss += loss;
        _norm += gradientNorm;
        _steps++;
        _examples += examples;
    }

    /// <summary>Reports the mean loss and gradient and the speed since the last report.</summary>
    public void Progress(int step, TrainingProgress progress, double rate)
    {
        var seconds = time.GetElapsedTime(_last).TotalSeconds;
        var left = progress.Fraction > 0 ? TimeSpan.FromSeconds(progress.ActiveSeconds / progress.Fraction * (1 - progress.Fraction)) : TimeSpan.Zero;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"step {step} {100 * progress.Fraction:F1}% loss {_loss / _steps:F3} gradient {_norm / _steps:F2} rate {rate:E1} {_examples / seconds:F1} examples/s, {left:h\\:mm} left");
        if (isTerminal)
        {
            var done = (int)(BarWidth * Math.Min(1, progress.Fraction));
            output.Write($"\r[{new string('#', done)}{new string('.', BarWidth - done)}] {line} ");
            output.Flush();
        }
        else
        {
            Write(line);
        }

        (_loss, _norm, _steps, _examples, _last) = (0, 0, 0, 0, time.GetTimestamp());
    }
}
