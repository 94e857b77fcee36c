/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
export interface EncryptionSetting {
  algorithm: 'AES256';
}
