import { type Ref, useImperativeHandle, useRef } from 'react';

export interface UploadFieldsHandle {
  chooseFiles(): void;
  chooseFolder(): void;
}

interface UploadFieldsProps {
  ref: Ref<UploadFieldsHandle>;
  onChosen: (files: File[]) => void;
}

/** The two file fields behind the buttons; never seen. */
export function UploadFields({ ref, onChosen }: UploadFieldsProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({
    chooseFiles: () => files.current?.click(),
    chooseFolder: () => folder.current?.click(),
  }));
  const take = (field: HTMLInputElement) => {
    onChosen(Array.from(field.files ?? []));
    field.value = ''; // the same files may be chosen again
  };
  return (
    <div hidden>
      <input
        ref={files}
        type="file"
        multiple
        data-testid="upload-files"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={(field) => {
          folder.current = field;
          if (field) field.webkitdirectory = true; // React knows no such attribute
        }}
        type="file"
        multiple
        data-testid="upload-folder"
        onChange={(event) => take(event.currentTarget)}
      />
    </div>
  );
}
